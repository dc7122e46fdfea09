import { expect, it } from "vitest";
import { fakeEngine } from "../testing/fake-engine.ts";
import { readManifest } from "./read-manifest.ts";

const request = { cms: "bench", name: "acme-scale", description: "Reads the Acme scale." } as const;
const { manifest } = fakeEngine({ request, requestNumber: 1, requester: { id: 1, login: "rosa" }, published: null });
const read = (content: string | Uint8Array) => readManifest(new Map([["plugin.json", { content, executable: false }]]));

it("is what the file says where that is a manifest, and else nothing", () => {
  expect(read(JSON.stringify(manifest))).toEqual(manifest);
  for (const content of ["{", "{}", JSON.stringify({ ...manifest, version: "1" }), Uint8Array.of(255)])
    expect(read(content)).toBeNull();
  expect(readManifest(new Map())).toBeNull();
});
