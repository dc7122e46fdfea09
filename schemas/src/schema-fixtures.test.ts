import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as parsers from "./generated/parsers.ts";
import type { Parsed } from "./parsed.ts";

/** `schemas/fixtures/<schema>/valid/*.json` are documents; `invalid/*.json` say what differs from a valid one and which issues that makes. */
interface InvalidCase {
  readonly from: string;
  /** JSON pointer → value put there. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly issues: readonly { readonly path: string; readonly rule: string }[];
}
type Parse = (value: unknown) => Parsed<unknown>;

const fixtures = join(import.meta.dirname, "../fixtures");
const definitions = join(import.meta.dirname, "../definitions");
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(fixtures, ...path), "utf8"));
const list = (...path: string[]) => readdirSync(join(fixtures, ...path)).map((file) => file.replace(/\.json$/, ""));
const parserName = (schema: string) =>
  `parse${schema.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}`;
const parserOf = (schema: string) => (parsers as unknown as Record<string, Parse>)[parserName(schema)] as Parse;

function change(document: unknown, { set = {}, remove = [] }: InvalidCase): unknown {
  const root = { "": structuredClone(document) } as Record<string, unknown>;
  const find = (pointer: string): [Record<string, unknown>, string] => {
    const keys = pointer.split("/");
    const last = keys.pop() ?? "";
    return [keys.reduce((parent, key) => parent[key] as Record<string, unknown>, root), last];
  };
  for (const [pointer, value] of Object.entries(set)) {
    const [parent, key] = find(pointer);
    parent[key] = value;
  }
  for (const pointer of remove) {
    const [parent, key] = find(pointer);
    delete parent[key];
  }
  return root[""];
}

const schemas = readdirSync(definitions)
  .map((file) => file.replace(".schema.json", ""))
  .filter((name) => name !== "shared");

describe("fixtures", () => {
  it("exist for every schema, valid and invalid", () => {
    expect(list().sort()).toEqual(schemas.sort());
    for (const schema of schemas) expect(list(schema, "invalid").length, schema).toBeGreaterThanOrEqual(3);
  });
});

describe.each(schemas)("%s", (schema) => {
  const parse = parserOf(schema);

  it.each(list(schema, "valid"))("accepts %s and returns the same value", (name) => {
    const document = readJson(schema, "valid", `${name}.json`);
    const parsed = parse(document);
    expect(parsed).toEqual({ ok: true, value: document });
    expect(parsed.ok && parsed.value).toBe(document);
  });

  it.each(list(schema, "invalid"))("refuses %s with exactly the expected issues", (name) => {
    const wrong = readJson(schema, "invalid", `${name}.json`) as InvalidCase;
    const parsed = parse(change(readJson(schema, "valid", `${wrong.from}.json`), wrong));
    const issues = parsed.ok ? [] : parsed.issues.map(({ path, rule }) => ({ path, rule }));
    expect(issues).toEqual(expect.arrayContaining([...wrong.issues]));
    expect(issues).toHaveLength(wrong.issues.length);
  });
});
