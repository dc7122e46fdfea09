import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../testing/any-text.ts";
import type { CommandGrammar } from "./command-grammar.ts";
import { parseArguments } from "./parse-arguments.ts";
import { parseCommands } from "./parse-commands.ts";
import { commands } from "./registry.ts";
import { renderCommand } from "./render-command.ts";

const grammarOf = (name: string) => commands.find((command) => command.name === name)?.grammar as CommandGrammar;
const parse = (name: string, rest: string) => parseArguments(grammarOf(name), rest);
const problems = (name: string, rest: string) => {
  const parsed = parse(name, rest);
  return parsed.ok ? [] : parsed.problems;
};

describe("parseArguments", () => {
  it("types words and values by the command's grammar", () => {
    expect(parse("publish", "dry-run=true")).toEqual({
      ok: true,
      value: { word: null, values: new Map([["dry-run", true]]), text: "" },
    });
    expect(parse("retry", "test")).toMatchObject({ value: { word: "test" } });
    expect(parse("run", 'label text="Lot \\"12\\" \\\\ é" copies=2')).toMatchObject({
      value: {
        word: "label",
        values: new Map([
          ["text", 'Lot "12" \\ é'],
          ["copies", "2"],
        ]),
      },
    });
    expect(parse("hold", 'à vérifier="x"')).toMatchObject({ value: { text: 'à vérifier="x"' } });
  });

  it("names every problem of a line at once", () => {
    expect(problems("publish", "now dry_run=true dry-run=yes dry-run=true")).toEqual([
      "`now` is not expected here.",
      "`dry_run` is no key of this command; did you mean `dry-run`?",
      "`yes`: `dry-run` is `true` or `false`.",
      "`dry-run` stands there twice.",
    ]);
  });

  it("says what was expected instead", () => {
    const named = (rest: string) => problems("run", rest);
    const lower = "`tool` is a name of lower-case letters, digits and single hyphens.";
    for (const tool of ["Label", "1a", "a--b", "a-", "-a", "a_b", "a".repeat(51)])
      expect(named(tool)).toEqual([`\`${tool}\`: ${lower}`]);
    for (const tool of ["a", "a-b-c1", "a".repeat(50)])
      expect(parse("run", tool)).toMatchObject({ value: { word: tool } });
    expect(problems("retry", "nothing")[0]).toMatch(/^`nothing`: `\w+` is one of \w+(?:, [\w-]+)+\.$/u);
    expect(problems("retry", "tset")[0]).toMatch(/ \(did you mean `test`\?\)\.$/u);
    expect(problems("publish", "zzzzzzzz=1")).toEqual(["`zzzzzzzz` is no key of this command."]);
    expect(problems("publish", "dry-run=é x")).toEqual([
      "`dry-run=é`: only ASCII stands outside of quotes.",
      "`x` is not expected here.",
    ]);
    expect(parse("publish", "dry-run=false")).toMatchObject({ value: { values: new Map([["dry-run", false]]) } });
    expect(problems("publish", "dry-run=true dry-run=true")).toEqual(["`dry-run` stands there twice."]);
    expect(problems("run", "label a=1 a=2")).toEqual(["`a` stands there twice."]);
  });

  it("takes free text as it stands, and asks for it only where it is needed", () => {
    expect(parse("revoke", "  it leaks  ")).toEqual({
      ok: true,
      value: { word: null, values: new Map(), text: "it leaks" },
    });
    expect(problems("revoke", "   ")).toEqual(["`reason` is missing."]);
    expect(parse("hold", "")).toMatchObject({ ok: true, value: { text: "" } });
    expect(parse("retry", "")).toMatchObject({ ok: true, value: { word: null } });
  });

  it.each([
    ["retry", "tset", "did you mean `test`?"],
    ["retry", "test build", "`build` is not expected here."],
    ["retry", "step=test", "`step` is no key of this command"],
    ["publish", "dry-run=“true”", 'a straight `"`'],
    ["publish", 'dry-run="true', 'a straight `"`'],
    ["publish", 'dry-run="true"x', 'a straight `"`'],
    ["publish", "dry-run=trüe", "only ASCII stands outside of quotes"],
    ["publish", '"dry run"', "needs a key"],
    ["publish", "__proto__=true", "`__proto__=true` is not expected here."],
    ["publish", "constructor=true", "`constructor` is no key"],
    ["run", "", "`tool` is missing."],
    ["run", "Label", "lower-case"],
    ["revoke", "", "`reason` is missing."],
    ["help", "me", "`me` is not expected here."],
  ])("refuses /forge %s %s, saying %s", (name, rest, said) => {
    expect(problems(name, rest).join(" ")).toContain(said);
  });

  it("reads back what was rendered, for every command and any arguments that fit", () => {
    const visible = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((text) =>
        text
          .normalize("NFC")
          .replaceAll(/(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, ""),
      );
    // Whatever Markdown may make of the line is tested where lines are told apart.
    const plain = visible.map((text) =>
      text
        .replaceAll(/[`<[\]!\\]/gu, "")
        .normalize("NFC")
        .trim(),
    );
    const values = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/u), plain, { maxKeys: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...commands), values, plain, (command, pairs, text) => {
        const { word, keys, anyKey, text: free } = command.grammar;
        const known = Object.keys(keys ?? {});
        const written = {
          word: word
            ? word.type.kind === "choice"
              ? (word.type.of[text.length % word.type.of.length] ?? "")
              : "tool-1"
            : null,
          values: new Map<string, string | boolean>([
            ...known.map((key) => [key, text.length % 2 === 0] as const),
            ...(anyKey ? Object.entries(pairs) : []),
          ]),
          text: free ? text || "x" : "",
        };
        const line = renderCommand(command.name, written);
        const [read, ...more] = parseCommands(line);
        expect(more).toEqual([]);
        expect(read).toMatchObject({ name: command.name, problem: null });
        expect(parseArguments(command.grammar, read?.rest ?? "")).toEqual({ ok: true, value: written });
      }),
    );
  });

  it("has an answer for any text, and its examples fit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), anyText(300), (command, rest) => {
        const parsed = parseArguments(command.grammar, rest);
        if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0);
      }),
    );
    for (const command of commands)
      for (const example of command.examples) {
        const line = renderCommand(command.name, example);
        expect(parseArguments(command.grammar, parseCommands(line)[0]?.rest ?? "")).toEqual({
          ok: true,
          value: example,
        });
      }
  });
});
