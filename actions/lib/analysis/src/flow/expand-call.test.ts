import { describe, expect, it } from "vitest";
import { makeLinked } from "../testing/make-program.ts";
import { expandCall } from "./expand-call.ts";

function expand(language: "php" | "javascript" | "python", source: string): string[] {
  const { files, folder } = makeLinked(language, { a: source });
  const outer = files[0]?.calls[0];
  if (!outer) throw new Error("no call");
  const { path } = folder.resolve(outer.call.callee, outer.scope);
  return expandCall(language, outer.call, path).map(
    ({ callee, args, answers }) => `${callee.kind} ${args.length}${answers ? " answers" : ""}`,
  );
}

describe("expandCall", () => {
  it.each([
    ["php", "call_user_func('f', 1, 2);", ["text 2 answers"]],
    ["php", "call_user_func_array('f', [1, 2, 3]);", ["text 3 answers"]],
    ["php", "array_map('f', $a);", ["text 1 answers"]],
    ["php", "add_action('init', 'f');", ["text 0"]],
    ["php", "strlen('f');", []],
    ["javascript", "Reflect.apply(f, null, [1]);", ["name 1 answers"]],
    ["javascript", "f.call(null, 1, 2);", ["name 2 answers"]],
    ["javascript", "setTimeout(f, 10, 1);", ["name 1"]],
    ["javascript", "a.map((b) => b);", ["scope 3 answers"]],
    ["python", "map(f, a)", ["name 1 answers"]],
  ] as const)("%s: %s", (language, source, inner) => {
    expect(expand(language, source)).toEqual(inner);
  });
});
