import { createGitRegistryStore } from "@plugsmith/registry";
import { makeRing } from "@plugsmith/registry/testing";
import { createTufRegistryStore } from "@plugsmith/registry/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitFor } from "../forge/wait-for.ts";
import { cast, type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const hourMs = 3_600_000;
const ring = makeRing();

/** GitHub's clock for the daily run is late or off; the bot notices at its next sweep, of which there is one at each start. */
describe("a registry whose newest word grows old", () => {
  let world: DoorWorld;
  beforeEach(async () => {
    world = await openDoorWorld();
  }, 60_000);
  afterEach(() => world.close());

  const openStore = (hoursAgo: number) =>
    createTufRegistryStore({
      store: createGitRegistryStore({
        gitUrl: `${world.github.url}/${world.repository}.git`,
        token: world.github.people[cast.admin]?.token ?? "",
      }),
      signers: ring.everybody,
      now: () => new Date(Date.now() - hoursAgo * hourMs),
    });
  const asked = () => world.dispatched.filter((run) => run.startsWith("forge-registry.yml"));
  const restart = async () => {
    await world.restartBot();
    await world.settle();
  };

  it("has the bot start forge-registry on GitHub at half of its life, once, and no more when it is signed again", async () => {
    await openStore(83).start({ roles: ring.roles, bits: 1 });
    await restart();
    expect(asked()).toEqual([]);
    await openStore(85).refresh();
    await restart();
    await waitFor("the run", async () => asked().length > 0, { timeoutMs: 30_000 });
    await restart();
    expect(asked()).toEqual(["forge-registry.yml refresh"]);
    await openStore(0).refresh();
    await restart();
    expect(asked()).toHaveLength(1);
  }, 120_000);
});
