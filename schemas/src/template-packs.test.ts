import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePackMigration, parseTemplatePack } from "./template-packs.ts";

const full = join(import.meta.dirname, "../fixtures/template-pack/valid/full.json");
const pack = JSON.parse(readFileSync(full, "utf8")) as Record<string, unknown>;
const migration = {
  schemaVersion: 1,
  to: "1.1.0",
  summary: "The handler has a folder of its own.",
  steps: [
    { rename: { from: "src/{{name}}.php", to: "src/handler/{{name}}.php" } },
    { delete: "old.js" },
    { moveKey: { file: "composer.json", from: "/extra/a b", to: "/extra/acme" } },
  ],
};
const withStep = (step: unknown) => ({ ...migration, steps: [step] });
const pathsOf = (value: unknown) => {
  const parsed = parsePackMigration(value);
  return parsed.ok ? [] : parsed.issues.map(({ path }) => path);
};

describe("parsePackMigration", () => {
  it("takes a migration with each kind of step as it is", () => {
    expect(parsePackMigration(migration)).toEqual({ ok: true, value: migration });
  });

  it.each<[string, unknown, string]>([
    ["version that is none", { ...migration, to: "1.1" }, "to"],
    ["summary that says nothing", { ...migration, summary: "x" }, "summary"],
    ["list without steps", { ...migration, steps: [] }, "steps"],
    ["field that nobody knows", { ...migration, script: "rm -rf ." }, "script"],
    ["step that nobody knows", withStep({ run: "rm -rf ." }), "steps.0.run"],
    ["step of two kinds", withStep({ delete: "a.js", rename: { from: "a.js", to: "b.js" } }), "steps.0.rename"],
    ["path out of the plugin's folder", withStep({ delete: "src/../../x" }), "steps.0.delete"],
    ["path from the root", withStep({ rename: { from: "/etc/passwd", to: "a.js" } }), "steps.0.rename.from"],
    [
      "pointer with escapes",
      withStep({ moveKey: { file: "a.json", from: "/a~1b", to: "/b" } }),
      "steps.0.moveKey.from",
    ],
  ])("refuses a %s and names it", (_, value, path) => {
    expect(pathsOf(value)).toContain(path);
  });
});

describe("parseTemplatePack", () => {
  it("takes a pack as it is", () => {
    expect(parseTemplatePack(pack)).toEqual({ ok: true, value: pack });
  });

  it.each(Object.keys(pack).filter((key) => key !== "$schema"))("looks at %s", (key) => {
    const parsed = parseTemplatePack({ ...pack, [key]: Symbol.for("nothing that JSON knows") });
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.split(".")[0])).toContain(key);
  });
});

it.each([
  ["parsePackMigration", parsePackMigration, migration],
  ["parseTemplatePack", parseTemplatePack, pack],
] as const)("%s answers any JSON with a value or with issues, and never throws", (_, parse, valid) => {
  const broken = fc
    .tuple(fc.constantFrom(...Object.keys(valid), "__proto__"), fc.jsonValue({ maxDepth: 2 }))
    .map(([key, value]): unknown => ({ ...valid, [key]: value }));
  fc.assert(
    fc.property(fc.oneof(broken, fc.jsonValue({ maxDepth: 3 })), (value) => {
      const parsed = parse(value);
      if (parsed.ok) expect(parsed.value).toBe(value);
      else expect(parsed.issues.length).toBeGreaterThan(0);
    }),
  );
});
