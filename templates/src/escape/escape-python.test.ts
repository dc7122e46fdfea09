import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hostileTexts } from "../fake-hostile-text.ts";
import { escapePython } from "./escape-python.ts";

const python = "/usr/bin/python3";
const read = `import ast, json, sys, tomllib
given = json.load(sys.stdin)
print(json.dumps([[ast.literal_eval(text), tomllib.loads("x = " + text)["x"]] for text in given]))`;

describe("escapePython", () => {
  it("writes one line without anything invisible", () => {
    expect(escapePython('a"b\\c\nd\u202e🏴\u{e0001}')).toBe('"a\\"b\\\\c\\u000ad\\u202e🏴\\U000e0001"');
  });

  it.skipIf(!existsSync(python))("is read back by Python and by TOML as it was", () => {
    const texts = hostileTexts.map((text) => text.toWellFormed());
    const input = JSON.stringify(texts.map((text) => escapePython(text)));
    const { stdout, stderr } = spawnSync(python, ["-I", "-c", read], { input, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(texts.map((text) => [text, text]));
  });
});
