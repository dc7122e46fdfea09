import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArguments, parseCommands } from "./parse-commands.ts";

const names = (body: string) => parseCommands(body).map((command) => command.name);

describe("parseCommands", () => {
  it("reads a line of its own, wherever it stands", () => {
    expect(parseCommands("Thanks!\r\n\r\n/forge hold wait for Grüße\r\n")).toEqual([
      { name: "hold", rest: "wait for Grüße", line: "/forge hold wait for Grüße", hidden: false },
    ]);
    expect(names("/forge")).toEqual(["help"]);
    expect(names("/forge status\n/forge why")).toEqual(["status", "why"]);
  });

  it.each([
    ["a quote", "> /forge publish"],
    ["the lazy rest of a quote", "> yes\n/forge publish"],
    ["fenced code", "```\n/forge publish\n```"],
    ["a fence that is never closed", "~~~\n/forge publish"],
    ["indented code", "    /forge publish"],
    ["inline code", "`/forge publish`"],
    ["code over two lines", "`a\n/forge publish\nb`"],
    ["an HTML comment", "<!--\n/forge publish\n-->"],
    ["an open HTML comment", "<!-- \n/forge publish"],
    ["folded details", "<details>\n\n/forge publish\n\n</details>"],
    ["nested details", "<details><details>\n</details>\n\n/forge publish\n</details>"],
    ["the middle of a line", "please /forge publish"],
    ["a look-alike slash", "∕forge publish"],
    ["a look-alike letter", "/fоrge publish"],
    ["a look-alike name", "/forge рublish"],
    ["a longer word", "/forged publish"],
  ])("does not read a command from %s", (_, body) => {
    expect(names(body)).toEqual([]);
  });

  it("reads on after what hides text has ended", () => {
    expect(names("> quote\n\n/forge why\n```\n/forge publish\n```\n/forge status")).toEqual(["why", "status"]);
  });

  it("marks invisible characters instead of running them", () => {
    expect(parseCommands("/forge hold a\u202eb")[0]?.hidden).toBe(true);
    expect(parseCommands("/forge hold e\u0301")[0]?.hidden).toBe(true);
  });

  it("answers at most six, so that the sixth can be refused", () => {
    expect(names("/forge why\n".repeat(9))).toHaveLength(6);
  });

  it("reads nothing from any text inside a fence", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }).filter((text) => !text.includes("```")),
        (text) => {
          expect(names(`\`\`\`\n${text}\n/forge publish\n\`\`\``)).toEqual([]);
        },
      ),
    );
  });
});

describe("parseArguments", () => {
  it("reads words and pairs of plain ASCII, each key once", () => {
    expect(parseArguments("test dry-run=true")).toEqual({ words: ["test"], options: new Map([["dry-run", "true"]]) });
    expect(parseArguments("dry-run=true dry-run=false")).toBeNull();
    expect(parseArguments("dry-run=trüe")).toBeNull();
  });
});
