import type { ChannelLedger, ForgeConfig, PluginManifest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { listNewChannels } from "./list-new-channels.ts";

const manifest = { name: "acme-scale", cms: "bench", runtime: "node" } as unknown as PluginManifest;
const ledger = {
  channels: [{ channel: "release" }, { channel: "registry" }, { channel: "old" }],
} as unknown as ChannelLedger;
const list = (channels: readonly object[]) =>
  listNewChannels({ channels } as unknown as ForgeConfig, manifest, ledger).map(({ name }) => name);

it("lists channels that the ledger does not know and that take such a plugin", () => {
  expect(list([{ name: "npm", kind: "npm" }])).toEqual(["npm"]);
  expect(list([{ name: "old", kind: "npm" }])).toEqual([]);
  expect(list([{ name: "shop", kind: "kit", store: "shopify" }])).toEqual([]);
  expect(list([])).toEqual([]);
});

it("lists none where forge.yml contradicts itself", () => {
  expect(
    list([
      { name: "npm", kind: "npm" },
      { name: "npm", kind: "kit" },
    ]),
  ).toEqual([]);
});
