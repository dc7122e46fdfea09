import { describe, expect, it } from "vitest";
import { renderRetryNote } from "./render-retry-note.ts";

describe("renderRetryNote", () => {
  it.each(["", "build"])("says nothing where the run begins as asked: %j", (from) => {
    expect(renderRetryNote(from)).toBeUndefined();
  });

  it.each([
    ["test", "did build again first"],
    ["sandbox", "did build and test again first"],
    ["package", "did build, test, and sandbox again first"],
  ])("says for %s that it %s", (from, words) => {
    expect(renderRetryNote(from)).toContain(`asked for **${from}**`);
    expect(renderRetryNote(from)).toContain(words);
  });

  it.each(["publish", "sandbox\n## forged", "Build", "__proto__"])("refuses %j and names the steps", (from) => {
    expect(() => renderRetryNote(from)).toThrow(
      expect.objectContaining({
        code: "input_invalid",
        hint: expect.stringContaining("build, test, sandbox, package"),
      }),
    );
  });
});
