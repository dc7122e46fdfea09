import { describe, expect, it } from "vitest";
import { fakeToolkit } from "./fake-toolkit.ts";
import { readStepResult } from "./read-step-result.ts";

const good = {
  schemaVersion: 1,
  step: "build",
  status: "success",
  code: "ok",
  message: "Built.",
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 1,
  headSha: "a".repeat(40),
};
const read = (content?: string, headSha?: string) =>
  readStepResult(
    fakeToolkit({ files: content === undefined ? {} : { "/out/results/build.json": content } }),
    "/out",
    "build",
    headSha,
  );

describe("readStepResult", () => {
  it("gives the result of an earlier success", () => {
    expect(read(JSON.stringify(good), good.headSha).message).toBe("Built.");
  });

  it.each([
    ["missing", undefined],
    ["not JSON", "{"],
    ["schema", "{}"],
    ["failed", JSON.stringify({ ...good, status: "failed", code: "build_failed" })],
    ["of step test", JSON.stringify({ ...good, step: "test" })],
    ["of commit", JSON.stringify({ ...good, headSha: "b".repeat(40) })],
  ])("refuses one that is %s", (why, content) => {
    expect(() => read(content, good.headSha)).toThrow(
      expect.objectContaining({ code: "input_invalid", message: expect.stringContaining(why) }),
    );
  });
});
