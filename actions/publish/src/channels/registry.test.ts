import { revokeVersion } from "@plugsmith/registry";
import { describe, expect, it } from "vitest";
import { everyChannel, makePublication, makePublicationWorld, pluginName } from "../testing/fake-world.ts";

const base = everyChannel.slice(0, 2);
const publish = (world = makePublicationWorld(), version = "1.0.0", words = "") =>
  world.publish(makePublication(version, words), base);

describe("the registry channel", () => {
  it("enters version, attestations and ledger in one commit, with the addresses of the release", async () => {
    const world = makePublicationWorld();
    await publish(world);
    expect(world.store.messages).toEqual([`Publish ${pluginName}@1.0.0`]);
    expect(world.store.files.get(`attestations/${pluginName}/1.0.0.sigstore.jsonl`)).toBe("x\n");
    const { registry } = await world.store.read();
    expect(registry.plugins[0]?.versions[0]).toMatchObject({
      mergeSha: makePublication().mergeSha,
      assets: { zip: expect.stringContaining(`${pluginName}-1.0.0.zip`) },
    });
  });

  it("refuses other bytes, a lower version and a revoked one, and writes nothing", async () => {
    const world = makePublicationWorld();
    await publish(world, "1.1.0");
    await expect(publish(world, "1.1.0", "other")).rejects.toMatchObject({ code: "version_exists" });
    await expect(publish(world, "1.0.0")).rejects.toMatchObject({ code: "version_not_higher" });
    const input = { name: pluginName, version: "1.1.0", reason: "x", by: [] };
    await world.store.commit({
      message: "revoke",
      decide: ({ registry }) => ({ registry: revokeVersion(registry, input, "2026-06-02T00:00:00Z") }),
    });
    await expect(publish(world, "1.1.0")).rejects.toMatchObject({ code: "version_revoked" });
    expect(world.store.messages).toHaveLength(2);
    expect(world.api.state.releases.map(({ tag_name }) => tag_name)).toEqual([`${pluginName}@1.1.0`]);
  });
});
