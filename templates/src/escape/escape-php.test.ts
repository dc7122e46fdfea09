import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyText, hostileTexts } from "../fake-hostile-text.ts";
import { escapePhp } from "./escape-php.ts";

const php = spawnSync("php", ["-v"]).status === 0;
if (!php)
  console.warn("skipped: PHP literals are not read back, because php is not installed (apt-get install php-cli)");

it.skipIf(!php)("writes any text as a literal that PHP reads back byte by byte", () => {
  const texts = [...hostileTexts, ...fc.sample(anyText, 300)];
  const code = `<?php echo json_encode(array_map('bin2hex', [${texts.map((text) => escapePhp(text)).join(",\n")}]));`;
  const { stdout, stderr } = spawnSync("php", [], { input: code, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(texts.map((text) => Buffer.from(text.toWellFormed()).toString("hex")));
});

it("uses single quotes while everything can be seen", () => {
  expect(escapePhp("O'Reilly $x \\ ?>")).toBe("'O\\'Reilly $x \\\\ ?>'");
  expect(escapePhp('a\u202E"$b\n')).toBe('"a\\u{202e}\\"\\$b\\u{a}"');
});
