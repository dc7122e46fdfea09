import { expect, it } from "vitest";
import { parseConsumerAnswer } from "./parse-consumer-answer.ts";

const ran = (change: object) => ({ exitCode: 0, stdout: "", stderr: "", durationMs: 12, ...change });
const parse = (change: object) => parseConsumerAnswer(ran(change));

it("takes the last line for the answer, whatever the plugin printed before it", () => {
  const stdout = 'hello\n{"version":"8.2.36","detail":"12 classes"}\n';
  expect(parse({ stdout })).toEqual({ kind: "used", version: "8.2.36", detail: "12 classes", durationMs: 12 });
  expect(parse({ stdout: '{"left":"this PHP lacks ext-intl"}' })).toEqual({
    kind: "left",
    why: "this PHP lacks ext-intl",
  });
});

it.each([
  "",
  "no answer",
  "null",
  "{}",
  '{"version":"8.2 [x](https://evil.example)","detail":"x"}',
  '{"version":8,"detail":"x"}',
  '{"version":"8.2"}',
])("believes no other end: %j", (stdout) => {
  expect(parse({ stdout })).toEqual({ kind: "failed", why: "it ended without its answer" });
});

it.each([
  [
    "Node",
    "file:///a.mjs:7\n  throw new Error(x)\n        ^\n\nError: The package says 2.\n    at file:///a.mjs:7:9\n\nNode.js v24.21.0\n",
    "Error: The package says 2.",
  ],
  [
    "Python",
    "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\nModuleNotFoundError: No module named 'x'\n",
    "ModuleNotFoundError: No module named 'x'",
  ],
  [
    "PHP",
    "PHP Fatal error:  Cannot declare class A in a.php on line 1\n#0 {main}\n",
    "PHP Fatal error:  Cannot declare class A in a.php on line 1",
  ],
  ["a program that says nothing", "", "it ended with 1"],
])("names what went wrong in the words of %s", (_, stderr, why) => {
  expect(parse({ exitCode: 1, stderr })).toEqual({ kind: "failed", why });
});
