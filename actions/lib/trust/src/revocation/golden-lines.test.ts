import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { showText } from "../testing/show-text.ts";
import { parsePlainLines } from "./parse-plain-lines.ts";
import { parseRevokeCommands } from "./parse-revoke-command.ts";
import { type HasLater, type ScannedLine, scanLine } from "./scan-line.ts";

interface GoldenBody {
  readonly body: string;
  readonly plain: readonly string[];
  readonly commands: readonly unknown[];
}
/** `tags open lost` of each reading, in the order of `readings`. */
interface GoldenLine {
  readonly line: string;
  readonly readings: readonly string[];
}
const read = <Value>(name: string): readonly Value[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `golden/${name}.json`), "utf8"));

const never: HasLater = () => false;
const always: HasLater = () => true;
const some: HasLater = (closer) => closer === ")" || closer === 1;
const readings: readonly [HasLater, boolean][] = [
  [never, false],
  [always, false],
  [some, false],
  [never, true],
  [always, true],
];
const render = ({ tags, open, lost }: ScannedLine) =>
  [...tags.map(({ name, opens }) => (opens ? name : `/${name}`)), open ? "OPEN" : "", lost ? "LOST" : ""]
    .filter(Boolean)
    .join(" ");

// Chosen so that each differs under a wrong line of the code (mutation testing); the oracle says that none takes too much.
describe("golden comments", () => {
  const bodies = read<GoldenBody>("comments");

  it("are many", () => expect(bodies.length).toBeGreaterThan(30));

  it.each(bodies)("$body", ({ body, plain, commands }) => {
    expect(parsePlainLines(body)).toEqual(plain);
    expect(parseRevokeCommands(body)).toEqual(commands);
    const seen = showText(body);
    for (const line of plain) if (line.startsWith("/forge")) expect(seen).toContain(line);
  });
});

describe("golden lines", () => {
  const lines = read<GoldenLine>("lines");

  it("are many", () => expect(lines.length).toBeGreaterThan(30));

  it.each(lines)("$line", ({ line, readings: wanted }) => {
    expect(readings.map(([hasLater, rawHtml]) => render(scanLine(line, hasLater, rawHtml)))).toEqual(wanted);
  });
});
