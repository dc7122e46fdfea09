import { describe, expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";

const { linker } = makeLinked("php", {
  "a.php": "const X = 'a'; $y = 'b';",
  "inc/a.php": "function f() {}",
  "inc/b.php": "class C {}",
}).program;

describe("names between PHP files", () => {
  it("finds an included file by the end of its path, the nearest first", () => {
    expect(linker.findModule("/a.php", "inc/b.php")?.path).toBe("inc/a.php");
    expect(linker.findModule("/a.php", "x.php")?.path).toBe("a.php");
    expect(linker.findModule("../inc/b.php", "x/y.php")?.path).toBe("inc/b.php");
    expect(linker.findModule("/c.php", "x.php")).toBeUndefined();
  });

  it("shares constants with everything, and variables with files alone", () => {
    const { folder: _folder, ...linked } = makeLinked("php", {
      "a.php": "$y = 1; const X = 2;",
      "b.php": "function f() {}",
    });
    const top = linked.files[1]?.top;
    const inner = linked.scopeOf("f");
    const count = (key: string, scope = top) => (scope ? linked.program.linker.listShared(key, scope).length : -1);
    expect([count("$y"), count("X"), count("$y", inner), count("X", inner)]).toEqual([1, 1, 0, 1]);
  });

  it("knows functions and classes by their last name in any case", () => {
    expect(linker.findFunctions("\\N\\F")).toHaveLength(1);
    expect(linker.findClasses("c")).toHaveLength(1);
  });
});
