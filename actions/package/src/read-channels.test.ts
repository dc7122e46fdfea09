import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { makeManifest } from "@plugsmith/trust/testing";
import { expect, it } from "vitest";
import { readChannels } from "./read-channels.ts";

const config = (channels: string) =>
  `schemaVersion: 1\napprovers: { users: [{ id: 1, login: ada }] }\napprovals: { required: 2 }\nsigning: { mode: keyless-public }\nchannels: ${channels}\n`;
const read = (text: string | null) => {
  const files = text === null ? {} : { "/workspace/.github/forge.yml": text };
  return readChannels(fakeToolkit({ run: { workspace: "/workspace" }, files }), makeManifest());
};

it("answers the channels that take this plugin, release and registry first", async () => {
  expect(await read(config("[{ name: npm, kind: npm }, { name: shop, kind: kit, store: shopify }]"))).toEqual([
    "github-release",
    "registry",
    "npm",
  ]);
  expect(await read(config("[]"))).toEqual(["github-release", "registry"]);
});

it.each([
  ["no file", null],
  ["text that is no YAML", "a: ["],
  ["a configuration that is not valid", "schemaVersion: 7"],
  ["channels that contradict each other", config("[{ name: a, kind: npm }, { name: b, kind: npm }]")],
])("answers none for %s, which is not this step's to judge", async (_, text) => {
  expect(await read(text)).toEqual([]);
});
