import { findVersion, revokeVersion } from "@plugsmith/registry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWorld } from "../testing/describe-world.ts";
import { makePublication, makePublicationWorld, type PublicationWorld, pluginName } from "../testing/fake-world.ts";

interface Boundary {
  readonly index: number;
  readonly moment: "before" | "after";
}

/** Ends the process at one write: none after it happens. Writes are counted from the first. */
function killAt(world: PublicationWorld, { index, moment }: Boundary): string[] {
  const writes: string[] = [];
  let dead = false;
  world.onWrite = (when, what) => {
    if (when === "before") writes.push(what);
    dead ||= writes.length === index + 1 && when === moment;
    if (dead) throw new Error("killed");
  };
  return writes;
}

async function publishWhole() {
  const world = makePublicationWorld();
  const writes = killAt(world, { index: 1000, moment: "before" });
  const outcomes = await world.publish(makePublication());
  return { writes, outcomes, world, whole: await describeWorld(world) };
}

describe("a publisher", () => {
  it("brings a version to every channel once, intents before deeds, and has nothing left to do", async () => {
    const { writes, outcomes, world, whole } = await publishWhole();
    expect(outcomes.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      "release published",
      "registry published",
      "npm published",
      "wordpress published",
      "shopify handed_over",
    ]);
    expect(writes.map((what) => what.replace(/https:.*\//u, "")).slice(4)).toEqual([
      expect.stringMatching(/^PATCH .*releases/u),
      "registry Publish bench-hello@1.0.0",
      "npm /@acme%2fbench-hello",
      "registry Record bench-hello@1.0.0 on npm",
      "subversion Version 1.0.0",
      "registry Record bench-hello@1.0.0 on wordpress",
      expect.stringMatching(/^POST .*issues/u),
      "registry Record bench-hello@1.0.0 on shopify",
    ]);
    expect(whole).toMatchObject({ npm: 1, commits: ["Version 1.0.0"], kits: [expect.any(String)], sequence: 1 });
    const again = killAt(world, { index: 1000, moment: "before" });
    expect((await world.publish(makePublication())).map(({ state }) => state)).toEqual(Array(5).fill("unchanged"));
    expect(again).toEqual([]);
  });

  it("killed at any write, before or after it took effect, is completed by the next run, and no channel gets it twice", async () => {
    const { writes, whole } = await publishWhole();
    expect(writes.length).toBe(12);
    for (let index = 0; index < writes.length; index += 1) {
      for (const moment of ["before", "after"] as const) {
        const world = makePublicationWorld();
        killAt(world, { index, moment });
        await expect(world.publish(makePublication())).rejects.toThrow("killed");
        world.onWrite = () => undefined;
        await world.publish(makePublication());
        expect(await describeWorld(world), `killed ${moment} ${writes[index]}`).toEqual(whole);
      }
    }
  });

  it("killed at any write, and again at any write of the next run, ends where it would have without", async () => {
    const { writes, whole } = await publishWhole();
    for (let first = 0; first < writes.length; first += 1) {
      for (let second = 0; second < writes.length - first; second += 1) {
        const world = makePublicationWorld();
        killAt(world, { index: first, moment: "after" });
        await expect(world.publish(makePublication())).rejects.toThrow("killed");
        killAt(world, { index: second, moment: "before" });
        await world.publish(makePublication()).catch((error: unknown) => expect(String(error)).toContain("killed"));
        world.onWrite = () => undefined;
        await world.publish(makePublication());
        expect(await describeWorld(world), `killed after ${writes[first]}, then before write ${second}`).toEqual(whole);
      }
    }
  });

  it("twice at once makes one release and gives no channel the version twice", async () => {
    const { whole } = await publishWhole();
    const world = makePublicationWorld();
    const publish = () => world.publish(makePublication()).catch(() => []);
    await Promise.all([publish(), publish(), publish()]);
    await world.publish(makePublication());
    const { ledger, ...there } = await describeWorld(world);
    expect({ ...there, ledger: ledger?.channels.map(({ channel, state }) => `${channel} ${state}`).sort() }).toEqual({
      ...whole,
      ledger: whole.ledger?.channels.map(({ channel, state }) => `${channel} ${state}`).sort(),
    });
  });

  it("whose npm registry is away completes the rest, and the next run only what is missing", async () => {
    const world = makePublicationWorld();
    world.npm.onWrite = () => {
      throw new TypeError("fetch failed");
    };
    const outcomes = await world.publish(makePublication());
    expect(outcomes.find(({ channel }) => channel === "npm")).toMatchObject({
      state: "failed",
      trouble: { code: "channel_unreachable" },
    });
    expect(world.readLedger("1.0.0")?.channels.map(({ state }) => state)).toEqual([
      "published",
      "published",
      "failed",
      "handed_over",
      "published",
    ]);
    world.npm.onWrite = () => undefined;
    const retried = await world.publish(makePublication());
    expect(retried.map(({ state }) => state)).toEqual([
      "unchanged",
      "unchanged",
      "published",
      "unchanged",
      "unchanged",
    ]);
  });

  it("keeps every rule whatever is killed, run again, changed or revoked on the way", async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant("publish" as const), kill: fc.option(fc.nat({ max: 30 })) }),
        fc.record({ do: fc.constant("other bytes" as const) }),
        fc.record({ do: fc.constant("higher" as const), kill: fc.option(fc.nat({ max: 30 })) }),
        fc.record({ do: fc.constant("revoke" as const) }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const world = makePublicationWorld();
        let digest: string | null = null;
        let isRevoked = false;
        for (const step of sequence) {
          const version = step.do === "higher" ? "1.1.0" : "1.0.0";
          const publication = makePublication(version, step.do === "other bytes" ? "other" : "");
          const before = await world.store.read();
          const entry = findVersion(before.registry, pluginName, "1.0.0");
          if (step.do === "revoke") {
            if (!entry) continue;
            const input = { name: pluginName, version: "1.0.0", reason: "leaks", by: [] };
            await world.store.commit({
              message: "revoke",
              decide: ({ registry }) => ({ registry: revokeVersion(registry, input, "2026-06-02T00:00:00Z") }),
            });
            isRevoked = true;
            continue;
          }
          let left = "kill" in step && step.kill !== null ? step.kill : Number.POSITIVE_INFINITY;
          world.onWrite = () => {
            if (left-- <= 0) throw new Error("killed");
          };
          const outcome = await world.publish(publication).catch((error: unknown) => error);
          world.onWrite = () => undefined;
          const refused = outcome instanceof Error && "code" in outcome;
          if (version === "1.0.0" && isRevoked) expect(refused).toBe(true);
          if (digest !== null && version === "1.0.0" && publication.digest !== digest) expect(refused).toBe(true);
          const after = findVersion((await world.store.read()).registry, pluginName, "1.0.0");
          digest ??= after?.digest ?? null;
          expect(after?.digest ?? null).toBe(digest);
        }
        const { releases, registered, commits } = await describeWorld(world);
        const tags = releases.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name);
        expect(new Set(tags).size).toBe(tags.length);
        expect(new Set(registered.map((line) => line.split(" ")[0])).size).toBe(registered.length);
        expect(new Set(commits).size).toBe(commits.length);
        expect(world.npm.published).toBe(
          Object.keys(world.npm.documents.get(`@acme/${pluginName}`)?.versions ?? {}).length,
        );
        expect(new Set(world.api.state.kits?.map(({ title }) => title)).size).toBe(world.api.state.kits?.length ?? 0);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
