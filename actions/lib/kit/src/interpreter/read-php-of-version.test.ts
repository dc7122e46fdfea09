import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { readPhpOfVersion } from "./read-php-of-version.ts";

it("starts our program with the release, and shows it its own folder and the packages only", () => {
  const { args, readOnly, portable } = readPhpOfVersion("/parts", "8.4");
  const [node, program = "", ...rest] = args;
  expect([node, ...rest]).toEqual([process.execPath, "/parts", "8.4"]);
  expect(existsSync(program)).toBe(true);
  expect(readOnly).toEqual([process.execPath, program.slice(0, program.lastIndexOf("/")), "/parts"]);
  expect(portable).toBe(true);
});
