import { revokeVersion } from "@plugsmith/registry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder, inOrder } from "../testing/any-order.ts";
import { makePublication, makePublicationWorld, type PublicationWorld, pluginName } from "../testing/fake-world.ts";
import { gatePorts } from "../testing/gate-ports.ts";
import { type Choice, type Gate, takeTurns } from "../testing/take-turns.ts";
import { applyRetractions } from "./apply-retractions.ts";

const retraction = { name: pluginName, version: "1.1.0", reason: "leaks the key" };

async function publishTwo() {
  const world = makePublicationWorld();
  await world.publish(makePublication("1.0.0"));
  await world.publish(makePublication("1.1.0"));
  const input = { name: pluginName, version: "1.1.0", reason: "leaks the key", by: [] };
  await world.store.commit({
    message: "revoke",
    decide: ({ registry }) => ({ registry: revokeVersion(registry, input, "2026-06-02T00:00:00Z") }),
  });
  return world;
}
const retract = (world: PublicationWorld) =>
  applyRetractions(retraction, { digest: makePublication("1.1.0").digest, request: 1 }, world.ports);
const states = (world: PublicationWorld) =>
  world
    .readLedger("1.1.0")
    ?.channels.map(({ channel, state, trouble }) => `${channel} ${state} ${trouble?.code ?? ""}`.trim());

/** One run writes npm's document as it was before the other moved the tag, and is killed before it moves it. */
const lateWriter: readonly Choice[] = [
  ...[3, 1, 4, 3, 5, 4, 2, 0, 2, 3, 4, 2, 2, 3, 1, 1, 4].map((index) => ({ index })),
  { index: 1, kill: "before" },
  { index: 5 },
];

describe("applyRetractions", () => {
  it("takes the version back from every channel as far as each can, and says so in the ledger", async () => {
    const world = await publishTwo();
    expect(await retract(world)).toEqual(["release", "registry", "npm", "shopify", "wordpress"]);
    expect(states(world)).toEqual([
      "release retracted",
      "registry retracted",
      "npm retracted",
      "shopify retracted",
      "wordpress retracted",
    ]);
    expect(world.npm.documents.get(`@acme/${pluginName}`)?.["dist-tags"]["latest"]).toBe("1.0.0");
    expect(world.subversion.files.get(`https://svn.test/${pluginName}/trunk/readme.txt`)?.toString()).toContain(
      "Stable tag: 1.0.0",
    );
    expect(world.api.state.releases.find(({ tag_name }) => tag_name.endsWith("1.1.0"))?.prerelease).toBe(true);
    expect(await retract(world)).toEqual([]);
  });

  it("killed at any write is completed by the next run, with the same end", async () => {
    const whole = await publishTwo();
    const writes: string[] = [];
    whole.onWrite = (moment, what) => {
      if (moment === "before") writes.push(what);
    };
    await retract(whole);
    expect(writes.length).toBeGreaterThanOrEqual(6);
    for (let index = 0; index < writes.length; index += 1) {
      const world = await publishTwo();
      let left = index;
      world.onWrite = (moment) => {
        if (moment === "after" && left-- <= 0) throw new Error("killed");
      };
      await retract(world).catch(() => undefined);
      world.onWrite = () => undefined;
      await retract(world);
      expect(world.readLedger("1.1.0"), writes[index]).toEqual(whole.readLedger("1.1.0"));
      expect(world.subversion.messages).toEqual(whole.subversion.messages);
      expect(world.api.state.releases).toEqual(whole.api.state.releases);
    }
  });

  it("in two runs at once, in any order and with kills, ends as one alone does", async () => {
    const look = async (world: PublicationWorld) => ({
      states: states(world),
      npm: world.npm.documents.get(`@acme/${pluginName}`),
      commits: world.subversion.messages,
      told: Object.values(world.api.state.comments)
        .flat()
        .filter((comment) => JSON.stringify(comment).includes("kit-revoked")).length,
      releases: world.api.state.releases,
    });
    const alone = await publishTwo();
    await retract(alone);
    const { told: once, ...rest } = await look(alone);
    expect(once).toBe(1);
    await fc.assert(
      fc.asyncProperty(anyOrder, async (choices) => {
        const world = await publishTwo();
        const run = (gate: Gate) =>
          applyRetractions(
            retraction,
            { digest: makePublication("1.1.0").digest, request: 1 },
            gatePorts(world.ports, gate),
          );
        await takeTurns([run, run], inOrder(choices), () => undefined);
        await retract(world);
        const { told, ...end } = await look(world);
        expect(end).toEqual(rest);
        // Each run takes back a notice that the other left beside its own; one that is killed right after it wrote cannot.
        const isKilled = choices.some(({ kill }) => kill !== undefined);
        expect(told).toBeGreaterThanOrEqual(1);
        expect(told).toBeLessThanOrEqual(isKilled ? 2 : 1);
      }),
      { numRuns: 40, endOnFailure: true, examples: [[lateWriter]] },
    );
  }, 60_000);

  it("goes on with the others when a channel is away or no longer configured, and tells which are left", async () => {
    const world = await publishTwo();
    const file = "main:.github/forge.yml";
    const config = JSON.parse(world.api.state.files[file] ?? "") as { channels: { name: string }[] };
    const without = config.channels.filter(({ name }) => name !== "wordpress");
    world.api.state.files[file] = JSON.stringify({ ...config, channels: without });
    world.npm.onWrite = () => {
      throw new TypeError("fetch failed");
    };
    await expect(retract(world)).rejects.toMatchObject({
      code: "channel_incomplete",
      message: expect.stringMatching(/npm \(channel_unreachable.*wordpress \(channel_unknown/u),
    });
    expect(states(world)).toEqual([
      "release retracted",
      "registry retracted",
      "npm published channel_unreachable",
      "shopify retracted",
      "wordpress published channel_unknown",
    ]);
  });

  it("lets nothing be published on a channel that retracted it", async () => {
    const world = await publishTwo();
    await retract(world);
    await expect(world.publish(makePublication("1.1.0"))).rejects.toMatchObject({ code: "version_revoked" });
  });
});
