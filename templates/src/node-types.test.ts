import type { PluginManifest } from "@plugsmith/schemas";
import { parseAst } from "rolldown/parseAst";
import { expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { renderGolden } from "./testing.ts";

const packs = await readPacks();
const everything = packs.find(({ definition }) => definition.name === "node")?.definition.features ?? [];

it.each([[], ...everything.map((one) => [one]), everything.filter((one) => one !== "checkout")].map((one) => [one]))(
  "a Node plugin with features %j has types for every hook and method that its manifest promises, and for no other",
  (features) => {
    const tree = renderGolden(packs, {
      cms: "node",
      name: "acme-pay",
      description: "Payments for Acme.",
      features: features as NonNullable<Parameters<typeof renderGolden>[1]["features"]>,
    });
    const types = String(tree.get("src/index.d.ts"));
    expect(() => parseAst(types, { lang: "dts" })).not.toThrow();
    const manifest = JSON.parse(String(tree.get("plugin.json"))) as PluginManifest;
    const functions = [...types.matchAll(/^export declare function (\w+)/gm)].map(([, name]) => name);
    expect(functions.sort()).toEqual([...manifest.hooks].sort());
    const [, methods = ""] = types.split("export declare const methods");
    const declared = [...methods.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
    expect(declared.sort()).toEqual([...(manifest.methods ?? [])].sort());
    const { exports, main } = JSON.parse(String(tree.get("package.json")));
    expect(main).toBe(manifest.entry);
    for (const path of Object.values(exports["."])) expect(tree.has(String(path).slice(2)), String(path)).toBe(true);
  },
);
