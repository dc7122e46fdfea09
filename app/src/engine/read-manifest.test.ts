import type { PluginManifest } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeEngine } from "../testing/fake-engine.ts";
import { people } from "../testing/fake-forge.ts";
import { readManifest } from "./read-manifest.ts";

const request = { cms: "bench", name: "acme-scale", description: "Reads the Acme scale on the bench." } as const;
const { manifest } = fakeEngine({ request, requestNumber: 1, requester: people.alice, published: null });
const treeOf = (content: string | Uint8Array) => new Map([["plugin.json", { content, executable: false }]]);

describe("readManifest", () => {
  it("reads the manifest, as text or as bytes", () => {
    const text = JSON.stringify(manifest);
    expect(readManifest(treeOf(text))).toEqual(manifest);
    expect(readManifest(treeOf(Buffer.from(text)))).toEqual(manifest);
  });

  it("takes none from another folder", () => {
    const file = { content: JSON.stringify(manifest), executable: false };
    expect(readManifest(new Map([["src/plugin.json", file]]))).toBeNull();
    expect(readManifest(new Map())).toBeNull();
  });

  it.each<[string, string | Uint8Array]>([
    ["is empty", ""],
    ["is no JSON", "{"],
    ["is JSON and no object", "null"],
    ["is no UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
    ["lacks a field", JSON.stringify({ ...manifest, version: undefined })],
    ["has a field too many", JSON.stringify({ ...manifest, surprise: 1 })],
    ["has a name that leads out of its folder", JSON.stringify({ ...manifest, name: "../acme" })],
  ])("answers null where the file %s", (_, content) => {
    expect(readManifest(treeOf(content))).toBeNull();
  });

  it("never throws, whatever people pushed", () => {
    const field = fc.constantFrom(...(Object.keys(manifest) as (keyof PluginManifest)[]));
    const broken = fc
      .tuple(field, fc.jsonValue({ maxDepth: 2 }))
      .map(([key, value]) => JSON.stringify({ ...manifest, [key]: value }));
    const content = fc.oneof(fc.string(), fc.uint8Array(), broken);
    fc.assert(
      fc.property(content, (given) => {
        const read = readManifest(treeOf(given));
        expect(read === null || read.name !== "").toBe(true);
      }),
    );
  });
});
