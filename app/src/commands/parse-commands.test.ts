import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../testing/any-text.ts";
import { parseCommands } from "./parse-commands.ts";

const names = (body: string) => parseCommands(body).map((command) => command.name);

describe("parseCommands", () => {
  it("reads a line of its own, wherever it stands", () => {
    expect(parseCommands("Thanks!\r\n\r\n/forge hold wait for Grüße  \r\n")).toEqual([
      { name: "hold", rest: "wait for Grüße", line: "/forge hold wait for Grüße", problem: null },
    ]);
    expect(names("/forge")).toEqual(["help"]);
    expect(names("/forge status\n/forge why")).toEqual(["status", "why"]);
    expect(names("/forge\tpublish!\r/forge  retry")).toEqual(["publish!", "retry"]);
  });

  it("keeps French, emoji and code in free text as they are", () => {
    for (const rest of ["à vérifier : l’étalonnage « fin »", "wait ⚠️", "see `npm test`", "東京で確認"])
      expect(parseCommands(`/forge hold ${rest}`)).toMatchObject([{ rest, problem: null }]);
  });

  it.each([
    ["a quotation", "> /forge publish"],
    ["a list", "- /forge publish"],
    ["the middle of a line", "please /forge publish"],
    ["an indented line", " /forge publish"],
    ["a look-alike slash", "∕forge publish"],
    ["a look-alike letter", "/fоrge publish"],
    ["a look-alike name", "/forge рublish"],
    ["a name with an invisible letter", "/forge pub\u200blish"],
    ["a longer word", "/forged publish"],
    ["another case", "/Forge publish"],
    ["a bold line", "**/forge publish**"],
    ["a heading", "# /forge publish"],
    ["a line that begins with an invisible character", "\ufeff/forge publish"],
  ])("reads no command from %s", (_, body) => {
    expect(names(body)).toEqual([]);
  });

  it.each([
    ["U+202E", "a\u202eb"],
    ["U+200B", "a\u200bb"],
    ["U+00AD", "a\u00adb"],
    ["U+3164", "a\u3164b"],
    ["U+0007", "a\u0007b"],
    ["U+E0041", "a\u{e0041}b"],
    ["U+D800", "a\ud800b"],
    ["NFC", "e\u0301"],
    ["longer than 2000", "x".repeat(2000)],
  ])("says %s and does not run the line", (said, rest) => {
    expect(parseCommands(`/forge hold ${rest}`)[0]?.problem).toContain(said);
  });

  it("says why a line is not run, in sentences", () => {
    const problemOf = (rest: string) => parseCommands(`/forge hold ${rest}`)[0]?.problem;
    expect(problemOf("a\u202eb")).toBe("The line holds a character that nobody can see (U+202E).");
    expect(problemOf("e\u0301")).toBe(
      "The line holds letters that are put together of several characters (text that is not NFC).",
    );
    expect(problemOf("x".repeat(2000 - "/forge hold ".length))).toBeNull();
    expect(problemOf("x".repeat(2001 - "/forge hold ".length))).toBe("The line is longer than 2000 characters.");
  });

  it("reads comments of up to GitHub's own 65,536 characters and names of up to 40", () => {
    expect(names("/forge why\n".padEnd(65_536, "x"))).toEqual(["why"]);
    expect(names("/forge why\n".padEnd(65_537, "x"))).toEqual([]);
    expect(names(`/forge ${"n".repeat(40)}`)).toEqual(["n".repeat(40)]);
    expect(names(`/forge ${"n".repeat(41)}`)).toEqual([]);
  });

  it("answers at most six, so that the sixth can be refused", () => {
    expect(names("/forge why\n".repeat(9))).toHaveLength(6);
  });

  it("reads nothing from any text that has no line beginning with /forge", () => {
    fc.assert(
      fc.property(anyText(200), (text) => {
        expect(parseCommands(text.replaceAll("/forge", "forge"))).toEqual([]);
        expect(parseCommands(text.replaceAll(/^/gmu, "x/forge "))).toEqual([]);
      }),
    );
  });

  it("reads nothing from any text inside something that quotes it", () => {
    const lines = fc
      .array(fc.constantFrom("/forge publish", "word", "", "# h", "- a", "1. b", "**c**", "/forge revoke x"), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => [...parts, "/forge publish"].join("\n"));
    const quoting: readonly ((text: string) => string)[] = [
      (text) => text.replaceAll(/^/gmu, "> "),
      (text) => `\`\`\`\n${text}\n\`\`\``,
      (text) => `~~~~ sh\n${text}\n~~~~~`,
      (text) => `\`\`\`\`\n\`\`\`\n${text}\n\`\`\`\``,
      (text) => text.replaceAll(/^/gmu, "    "),
      (text) => text.replaceAll(/^/gmu, "\t"),
      (text) => `<!--\n${text}\n-->`,
      (text) => `<details>\n\n${text}\n\n</details>`,
      (text) => `<details><summary>log</summary>\n${text}\n</details>`,
      (text) => `<pre>\n${text}\n</pre>`,
      (text) => `<blockquote>\n\n${text}\n\n</blockquote>`,
      (text) => `> \`\`\`\n${text.replaceAll(/^/gmu, "> ")}`,
    ];
    fc.assert(
      fc.property(lines, fc.constantFrom(...quoting), (text, quote) => {
        expect(parseCommands(quote(text))).toEqual([]);
        expect(names(`/forge why\n\n${quote(text)}\n\n/forge status`)).toEqual(["why", "status"]);
      }),
    );
  });
});
