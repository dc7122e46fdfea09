import { expect, it } from "vitest";
import { listRequired, listWanted } from "./find-unlocked.ts";

it("lists what a package.json wants at run time, and nothing of tools or broken files", () => {
  expect(listWanted('{"dependencies":{"a":"1"},"devDependencies":{"b":"1"}}')).toEqual(["a"]);
  for (const text of ["", "[]", '{"dependencies":["a"]}', "{"]) expect(listWanted(text)).toEqual([]);
});

it("lists what a composer.json wants besides PHP and its extensions", () => {
  expect(listRequired('{"require":{"php":">=8.1","ext-json":"*","psr/log":"^3"}}')).toEqual(["psr/log"]);
  for (const text of ["", "7", '{"require":null}']) expect(listRequired(text)).toEqual([]);
});
