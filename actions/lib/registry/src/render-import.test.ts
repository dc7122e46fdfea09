import { describe, expect, it } from "vitest";
import { renderImport } from "./render-import.ts";

const render = (parent: string | null) =>
  renderImport({
    ref: "refs/x",
    parent,
    message: "é\ndone\n",
    at: "1970-01-01T00:01:00Z",
    files: { "a/b.json": "{}\n" },
  });

describe("renderImport", () => {
  it("gives lengths in bytes, so that no text can become a command", () => {
    expect(render(null)).toContain("data 8\né\ndone\n\n");
    expect(render(null)).toContain("M 100644 inline a/b.json\ndata 3\n{}\n\n");
    expect(render(null)).toContain(" 60 +0000\n");
  });

  it("stands on its parent where there is one", () => {
    expect(render(null)).not.toContain("from ");
    expect(render("f".repeat(40)).match(/^from f{40}$/gmu)).toHaveLength(2);
  });
});
