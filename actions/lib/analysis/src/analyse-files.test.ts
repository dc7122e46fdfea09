import { describe, expect, it } from "vitest";
import { analyseFiles } from "./analyse-files.ts";

const declared = { hosts: ["api.pay.example"], network: false, files: false, usb: false };
const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
const squeezed = "function a(b){if(b){return b(1)}else{throw b}}".repeat(40);

describe("analyseFiles", () => {
  it("counts code files and their lines, and not the rest", () => {
    const answer = analyseFiles([file("a.php", "<?php\n\n"), file("b.js", "1;"), file("c.txt", "1\n2\n3")], declared);
    expect(answer).toEqual({ files: 2, lines: 4, findings: [] });
  });

  it("lets minified code be when its source lies beside it, or below src/", () => {
    const rules = (...paths: string[]) =>
      analyseFiles([file("js/a.min.js", squeezed), ...paths.map((path) => file(path, "1;"))], declared).findings.length;
    expect([rules(), rules("js/a.js"), rules("js/b.js")]).toEqual([1, 0, 1]);
    expect(analyseFiles([file("js/dist/a.min.js", squeezed), file("js/src/a.js", "1;")], declared).findings).toEqual(
      [],
    );
  });

  it("does not ask a server below web/ for capabilities of a plugin, but for its hosts", () => {
    const source = "import { readFile } from 'node:fs/promises';\nfetch('https://collect.evil-cdn.net/x');";
    const rules = (path: string) => analyseFiles([file(path, source)], declared).findings.map(({ rule }) => rule);
    expect(rules("web/a.js")).toEqual(["host-undeclared"]);
    expect(rules("src/a.js")).toContain("permission-undeclared");
  });
});
