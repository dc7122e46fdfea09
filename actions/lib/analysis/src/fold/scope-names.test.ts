import { describe, expect, it } from "vitest";
import { parseJavascript } from "../parse/parse-javascript.ts";
import { parsePhp } from "../parse/parse-php.ts";
import { findOwner } from "./scope.ts";
import { gatherScopes, normaliseModule } from "./scope-names.ts";

describe("gatherScopes", () => {
  it("keeps names of functions apart, and properties together", () => {
    const root = parsePhp(
      "<?php $a = 1; class A { function f($a) { $b = 2; $this->c = 3; } function g() { $b = 4; } }",
    );
    const scopes = [...gatherScopes(root, "a.php", "php").scopes.values()];
    const [top, , f, g] = scopes;
    expect([...(top?.writes.keys() ?? [])].sort()).toEqual(["$a", "->c"]);
    expect(f?.bound.has("$a")).toBe(true);
    expect(f?.writes.get("$b")?.values).toHaveLength(1);
    expect(g && findOwner(g, "$b")).toBe(g);
    expect(g && findOwner(g, "$a")).toBe(top);
    expect(g && findOwner(g, "$z")).toBeUndefined();
  });

  it("takes lists apart, and keeps what is added to a name", () => {
    const root = parseJavascript(
      "const [a, b] = f(); let c = ''; c += 'x'; import * as d from 'node:fs/promises';",
      "a.mjs",
    );
    const top = gatherScopes(root).top;
    expect(top?.writes.get("b")?.values).toMatchObject([{ tree: { kind: "member", property: { number: 1 } } }]);
    expect(top?.writes.get("c")?.appended).toHaveLength(1);
    expect(top?.imports.get("d")).toBe("fs.promises");
  });

  it("spells modules in one way", () => {
    expect(["node:fs/promises", "fs/promises", "child_process"].map(normaliseModule)).toEqual([
      "fs.promises",
      "fs.promises",
      "child_process",
    ]);
  });
});
