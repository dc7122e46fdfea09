import { describe, expect, it } from "vitest";
import { mergeTrees } from "../merge/merge-trees.ts";
import type { RenderedTree } from "../rendered-tree.ts";
import { listMigrations, migrateTrees } from "./migrate-trees.ts";
import type { Migration, MigrationStep } from "./migration.ts";

const tree = (files: Record<string, string>): RenderedTree =>
  new Map(Object.entries(files).map(([path, content]) => [path, { content, executable: false }]));
const migration = (...steps: MigrationStep[]): Migration => {
  return { schemaVersion: 1, number: 1, to: "2.0.0", summary: "Things moved.", steps: steps as Migration["steps"] };
};
const texts = (merged: ReadonlyMap<string, { readonly content: unknown }>) =>
  Object.fromEntries([...merged].map(([path, { content }]) => [path, content]));

/** The whole way of an upgrade: migrate, then merge with what the new version of the pack renders. */
function upgrade(sides: Record<"base" | "ours" | "theirs", Record<string, string>>, ...steps: MigrationStep[]) {
  const trees = { base: tree(sides.base), ours: tree(sides.ours) };
  const migrated = migrateTrees(trees, [migration(...steps)], "acme-pay");
  const merged = mergeTrees({ ...migrated, theirs: tree(sides.theirs) });
  return { files: texts(merged.tree), conflicts: [...migrated.conflicts, ...merged.conflicts] };
}

describe("a migration", () => {
  it("renames a file together with what people changed in it, with the plugin's name in the path", () => {
    const { files, conflicts } = upgrade(
      {
        base: { "acme-pay.js": "1\n2\n3\n4\n" },
        ours: { "acme-pay.js": "1\nmine\n2\n3\n4\n" },
        theirs: { "src/main.js": "1\n2\n3\nfour\n" },
      },
      { rename: { from: "{{name}}.js", to: "src/main.js" } },
    );
    expect(files).toEqual({ "src/main.js": "1\nmine\n2\n3\nfour\n" });
    expect(conflicts).toEqual([]);
  });

  it("renames nothing onto a file of people's own", () => {
    const { files } = upgrade(
      { base: { "a.js": "1\n" }, ours: { "a.js": "1\n", "b.js": "mine\n" }, theirs: { "b.js": "2\n" } },
      { rename: { from: "a.js", to: "b.js" } },
    );
    expect(files["b.js"]).toBe("mine\n");
  });

  it("moves a key with the value that people gave it", () => {
    const { files, conflicts } = upgrade(
      {
        base: { "c.json": '{"limits":{"memory":64},"x":1}' },
        ours: { "c.json": '{"limits":{"memory":96},"x":1,"own":true}' },
        theirs: { "c.json": '{"permissions":{"memory":64},"limits":{},"x":2}' },
      },
      { moveKey: { file: "c.json", from: "/limits/memory", to: "/permissions/memory" } },
    );
    expect(JSON.parse(files["c.json"] as string)).toEqual({ permissions: { memory: 96 }, limits: {}, x: 2, own: true });
    expect(conflicts).toEqual([]);
  });

  it("deletes a file, and gives people's text of it back as a conflict", () => {
    const sides = { base: { "a.js": "1\n", b: "b" }, ours: { "a.js": "mine\n", b: "b" }, theirs: { b: "b" } };
    const { files, conflicts } = upgrade(sides, { delete: "a.js" });
    expect(files).toEqual({ b: "b" });
    const text = { first: 1, count: 0, other: "mine\n", kept: "theirs" };
    expect(conflicts).toEqual([{ path: "a.js", kind: "pack_deleted", text }]);
    const untouched = upgrade({ ...sides, ours: sides.base }, { delete: "a.js" });
    expect(untouched).toEqual({ files: { b: "b" }, conflicts: [] });
  });

  it("leaves alone what is not there, what is no JSON, and what would overwrite", () => {
    for (const text of ["no json", "[]", "{}", '{"a":1,"b":2}', '{"a":1,"b":{"c":1}}']) {
      const sides = { base: { "c.json": text }, ours: { "c.json": text }, theirs: { "c.json": text } };
      const { files } = upgrade(sides, { moveKey: { file: "c.json", from: "/a", to: "/b" } }, { delete: "gone" });
      expect(files).toEqual({ "c.json": text });
    }
  });

  it("has no power over prototypes", () => {
    const text = '{"a":{"polluted":1}}';
    upgrade(
      { base: { "c.json": text }, ours: { "c.json": text }, theirs: {} },
      { moveKey: { file: "c.json", from: "/a", to: "/__proto__/x" } },
    );
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("is done for plugins of older versions only", () => {
    const of = (to: string): Migration => ({ ...migration({ delete: "x" }), to });
    const all = ["1.1.0", "1.10.0", "2.0.0-beta.1", "2.0.0"].map(of);
    const open = (from: string) => listMigrations(all, from).map(({ to }) => to);
    expect(open("1.0.0")).toHaveLength(4);
    expect(open("1.9.0")).toEqual(["1.10.0", "2.0.0-beta.1", "2.0.0"]);
    expect(open("2.0.0-beta.1")).toEqual(["2.0.0"]);
    expect(open("2.0.0")).toEqual([]);
  });
});
