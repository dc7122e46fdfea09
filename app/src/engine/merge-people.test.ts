import { expect, it } from "vitest";
import { fakeEngine } from "../testing/fake-engine.ts";
import { mergePeople } from "./merge-people.ts";

const request = { cms: "bench", name: "acme-scale", description: "Reads the Acme scale." } as const;
const { manifest } = fakeEngine({ request, requestNumber: 1, requester: { id: 1, login: "rosa" }, published: null });
const tree = (text: string) => new Map([["plugin.json", { content: text, executable: false }]]);
const [base, theirs] = [tree(JSON.stringify(manifest)), tree(JSON.stringify({ ...manifest, version: "1.1.0" }))];
const merge = (change: object | string) =>
  mergePeople({
    base,
    ours: tree(typeof change === "string" ? change : JSON.stringify({ ...manifest, ...change })),
    theirs,
  });

it("keeps what people wrote into the manifest while it stays valid", () => {
  const { tree: merged, conflicts } = merge({ description: "Reads and tares the Acme scale." });
  expect(JSON.parse(String(merged.get("plugin.json")?.content))).toMatchObject({
    version: "1.1.0",
    description: "Reads and tares the Acme scale.",
  });
  expect(conflicts).toEqual([]);
});

it.each([
  ["another name", { name: "other-name" }],
  ["a field that no manifest has", { surprise: true }],
  ["no JSON", "{"],
])("takes the new manifest for %s, and gives people's back as a conflict", (_what, change) => {
  const { tree: merged, conflicts } = merge(change);
  expect(JSON.parse(String(merged.get("plugin.json")?.content))).toEqual({ ...manifest, version: "1.1.0" });
  const own = typeof change === "string" ? change : JSON.stringify({ ...manifest, ...change });
  expect(conflicts).toMatchObject([{ path: "plugin.json", kind: "forge_owned", text: { other: own, kept: "theirs" } }]);
});
