import { describe, expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

describe("names between JavaScript files", () => {
  it("finds modules with and without their endings, folders and TypeScript among them", () => {
    const { linker } = makeLinked("javascript", { "src/a.ts": "1", "src/b/index.js": "1", "c.js": "1" }).program;
    const find = (written: string, from = "src/x.js") => linker.findModule(written, from)?.path;
    expect([find("./a.js"), find("./a"), find("./b"), find("../c.js"), find("c"), find("./d")]).toEqual([
      ...["src/a.ts", "src/a.ts", "src/b/index.js", "c.js"],
      ...[undefined, undefined],
    ]);
  });

  it("gives out what is written to exports, by name, by default and whole", () => {
    const { linker, index } = makeLinked("javascript", {
      "a.js": "export const x = 1; export default 2; export { y as z }; const y = 3;",
      "b.js": "module.exports = { w: 1 };",
    }).program;
    const count = (path: string, name: string) => {
      const top = index.tops.get(path);
      return top ? linker.listExports(top, name).length : -1;
    };
    expect(["x", "default", "z", "y"].map((name) => count("a.js", name))).toEqual([1, 1, 1, 0]);
    expect([count("b.js", "*"), count("b.js", "default")]).toEqual([1, 1]);
  });

  it("shows functions of scripts to each other, and of modules to nobody", () => {
    const { linker } = makeLinked("javascript", {
      "a.js": "function seen() {}",
      "b.js": "import x from './a.js'; function hidden() {}",
    }).program;
    expect([linker.findFunctions("seen").length, linker.findFunctions("hidden").length]).toEqual([1, 0]);
  });
});
