import { expect, it } from "vitest";
import { name, text } from "../parse/tree.ts";
import { makeLinked } from "../testing/make-program.ts";
import { foldImported } from "./fold-imported.ts";

it("a loader's text, or the constant end of an include's path, brings a file of the plugin", () => {
  const { program, files } = makeLinked("php", { "a.php": "1;", "inc/b.php": "2;" });
  const top = files[0]?.top;
  if (!top) throw new Error("no file");
  const path = { kind: "join", parts: [name("__DIR__", 1), text("/inc/b.php", 1)], line: 1 } as const;
  expect(foldImported(program, "include", { from: 0 }, top, path)?.refs?.[0]?.scope.path).toBe("inc/b.php");
  expect(foldImported(program, "include", { text: "a.php", from: 0 }, top)?.refs?.[0]?.scope).toBe(top);
  expect(foldImported(program, "strlen", { text: "a.php", from: 0 }, top)).toBeUndefined();
  expect(foldImported(program, "include", { text: "c.php", from: 0 }, top)).toBeUndefined();
});
