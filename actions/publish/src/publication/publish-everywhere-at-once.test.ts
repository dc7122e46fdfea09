import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder, inLegs, inOrder } from "../testing/any-order.ts";
import { describeWorld } from "../testing/describe-world.ts";
import { makePublication, makePublicationWorld, type PublicationWorld } from "../testing/fake-world.ts";
import { gatePorts } from "../testing/gate-ports.ts";
import { type Choice, type Turn, takeTurns } from "../testing/take-turns.ts";

const publication = makePublication();

/** What a channel must never have, not for a moment. */
function watch({ api, npm, subversion }: PublicationWorld): void {
  const published = api.state.releases.filter(({ draft }) => !draft);
  if (published.length > 1) throw new Error("two releases of one tag are published");
  if (published.some(({ assets }) => assets.length !== Object.keys(publication.files).length))
    throw new Error("the published release is not whole");
  if (npm.published > 1) throw new Error("npm has the version twice");
  if (subversion.messages.length > 1) throw new Error(`WordPress.org has ${subversion.messages}`);
}

/** Plays one order, then lets one run complete what is left. */
async function play(runs: number, choose: (waiting: readonly Turn[]) => Choice) {
  const world = makePublicationWorld();
  const turns: Turn[] = [];
  const programs = Array.from(
    { length: runs },
    () => (gate: Parameters<typeof gatePorts>[1]) =>
      world.publish(publication, undefined, gatePorts(world.ports, gate)),
  );
  const ends = await takeTurns(programs, choose, (turn) => {
    turns.push(turn);
    watch(world);
  });
  for (const end of ends)
    if (end.status === "rejected" && !(end.reason instanceof ForgeError) && !String(end.reason).includes("killed"))
      throw end.reason;
  await world.publish(publication);
  const { ledger, ...there } = await describeWorld(world);
  return { turns, end: { ...there, ledger: ledger?.channels.map(({ channel, state }) => `${channel} ${state}`) } };
}

describe("publishers on every channel at once", () => {
  it("leave what one alone leaves, in orders with two changes of turn", async () => {
    const { turns, end } = await play(1, () => ({ index: 0 }));
    expect(turns.length).toBeGreaterThan(30);
    // Every third place of each: all of them are the other test's, where only the release competes.
    for (let first = 0; first <= turns.length; first += 3)
      for (let second = 0; second <= turns.length; second += 3) {
        const legs = [
          { run: 0, calls: first },
          { run: 1, calls: second },
          { run: 0, calls: 1000 },
        ];
        expect((await play(2, inLegs(legs))).end, JSON.stringify(legs)).toEqual(end);
      }
  }, 120_000);

  it("leave that in any order of two or three, and whoever is killed", async () => {
    const { end } = await play(1, () => ({ index: 0 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(2, 3), anyOrder, async (runs, choices) => {
        expect((await play(runs, inOrder(choices))).end).toEqual(end);
      }),
      { numRuns: Number(process.env["PLUGSMITH_MODEL_RUNS"] ?? "100"), endOnFailure: true },
    );
  }, 1_200_000);
});
