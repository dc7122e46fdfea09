import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStatusComment, type StatusComment } from "./parse-status-comment.ts";
import { renderPlainText } from "./render-plain-text.ts";
import { renderStatusComment } from "./render-status-comment.ts";

const plain = (_style: string, text: string) => text;
const readGolden = (name: string) =>
  readFileSync(join(import.meta.dirname, "../../../src/render/golden", name), "utf8");
const read = (body: string) => parseStatusComment(body) as StatusComment;

describe("renderStatusComment", () => {
  it("shows what the bot's table, package and lists say, in columns and without Markdown", () => {
    const head = "1".repeat(40);
    const body = readGolden("status-review.md").replaceAll("<head>", head).replaceAll("<short>", "1111111");
    expect(renderStatusComment(read(body), 7, plain)).toBe(
      [
        "#7 acme-scale  Waits for approvals",
        "  1 more of 2: approvers other than the requester review #2 at exactly 1111111.",
        "",
        "  ✓ Request       accepted",
        "  ✓ Pull request  #2 at 1111111",
        "  ✓ Build         1.2 s",
        "  ✓ Test          1.2 s",
        "  ✓ Sandbox       1.2 s",
        "  ✓ Package       1.2 s",
        "  … Approvals     1 of 2",
        "  · Publish",
        "",
        `  sha256:${"a".repeat(64)}`,
        `  of commit ${head}`,
        "",
        "Approvals: 1 of 2",
        "  ✓ carol approved this commit",
        "  – mallory not counted: mallory is not in the approver role; ask an approver to review.",
      ].join("\n"),
    );
  });

  it("shows every problem of a refused request", () => {
    const status = read(readGolden("status-invalid.md"));
    const text = renderStatusComment(status, 1, plain);
    expect(status).toMatchObject({ state: "", stages: [], package: null });
    for (const field of ["cms", "name", "usb.0"]) expect(text).toMatch(new RegExp(`^  - ${field} `, "m"));
    expect(text).not.toMatch(/<sub>|\*\*|`/);
  });
});

describe("parseStatusComment", () => {
  it("takes nothing for a status comment that does not begin with the bot's mark", () => {
    expect(parseStatusComment("hello\n<!-- plugsmith:status -->")).toBeUndefined();
  });

  it("never throws, and lets nothing through that moves the cursor", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const status = read(`<!-- plugsmith:status -->\n### ${text}\n\n| a | ${text} | b |\n#### ${text}\n- ${text}`);
        expect(renderStatusComment(status, 1, plain)).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });
});

describe("renderPlainText", () => {
  it("takes names that every object has for words", () => {
    expect(renderPlainText("&constructor; &valueOf;")).toBe("&constructor; &valueOf;");
    const status = read("<!-- plugsmith:status -->\n### x\n\n| Stage | | |\n|---|---|---|\n| Build | valueOf | |\n");
    expect(renderStatusComment(status, 1, plain)).toContain("Build");
  });

  it("undoes what the bot escapes, and leaves code as it is", () => {
    expect(
      renderPlainText(
        "**Failed** with `a\\_b &amp; c`: 1 &lt; 2 \\*no\\* @&#8203;ada \\$5 &vert; &#64;bob ([run](http://x.example/1))",
      ),
    ).toBe("Failed with a\\_b &amp; c: 1 < 2 *no* @ada $5 | @bob (run http://x.example/1)");
  });
});
