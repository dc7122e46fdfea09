import { describe, expect, it } from "vitest";
import { makePublication, makePublicationWorld, type PublicationWorld } from "../testing/fake-world.ts";
import { settleKits } from "./settle-kits.ts";

/** A version that every channel has, with a checklist that waits for people. */
async function open(...versions: string[]) {
  const world = makePublicationWorld();
  for (const version of versions) await world.publish(makePublication(version));
  return world;
}
const settle = (world: PublicationWorld) => settleKits({ ...world.ports, runId: "88" });
const tick = (world: PublicationWorld, at = 0) => {
  const kit = world.api.state.kits?.[at];
  if (kit) kit.body = kit.body.replaceAll("- [ ]", "- [x]");
};
const standing = (world: PublicationWorld, version = "1.0.0") =>
  world.readLedger(version)?.channels.find(({ kind }) => kind === "kit");

describe("settleKits", () => {
  it("writes into the ledger what people ticked, once, and nothing before", async () => {
    const world = await open("1.0.0");
    const before = world.store.messages.length;
    expect((await settle(world)).settled).toEqual([]);
    tick(world);
    expect(await settle(world)).toEqual({
      settled: ["bench-hello@1.0.0 on shopify"],
      message: "Done by people: bench-hello@1.0.0 on shopify.",
    });
    expect(standing(world)).toMatchObject({ state: "published", run: "88", evidence: { url: expect.any(String) } });
    expect((await settle(world)).settled).toEqual([]);
    expect(world.store.messages.length).toBe(before + 1);
    expect((await world.publish(makePublication())).every(({ state }) => state === "unchanged")).toBe(true);
  });

  it("hears of several versions in one commit, also of a checklist that was closed", async () => {
    const world = await open("1.0.0", "1.1.0");
    tick(world);
    Object.assign(world.api.state.kits?.[1] ?? {}, {
      state: "closed",
      state_reason: "completed",
      closed_at: "2026-06-03T09:00:00Z",
    });
    const before = world.store.messages.length;
    expect((await settle(world)).settled).toHaveLength(2);
    expect(world.store.messages.length).toBe(before + 1);
    expect(standing(world, "1.1.0")).toMatchObject({ evidence: { at: "2026-06-03T09:00:00Z" } });
  });

  it.each<
    [string, (kit: { body: string; state: string; state_reason: string | null; user: { type: string } }) => void]
  >([
    ["that was given up", (kit) => Object.assign(kit, { state: "closed", state_reason: "not_planned" })],
    ["with a box left", (kit) => Object.assign(kit, { body: kit.body.replace("- [ ]", "- [x]") })],
    ["of other bytes", (kit) => Object.assign(kit, { body: kit.body.replace(/sha256:[0-9a-f]{4}/u, "sha256:0000") })],
    ["that a person wrote", (kit) => Object.assign(kit, { user: { type: "User" } })],
    ["of a version that nobody published", (kit) => Object.assign(kit, { body: kit.body.replace("@1.0.0", "@9.0.0") })],
    ["of another channel", (kit) => Object.assign(kit, { body: kit.body.replace("kit shopify", "kit magento") })],
  ])("writes nothing for a checklist %s", async (_, change) => {
    const world = await open("1.0.0");
    tick(world);
    const [kit] = world.api.state.kits ?? [];
    if (!kit) throw new Error("no kit");
    if (_.includes("box")) kit.body = kit.body.replaceAll("- [x]", "- [ ]");
    change(kit);
    expect((await settle(world)).settled).toEqual([]);
    expect(standing(world)).toMatchObject({ state: "handed_over" });
  });

  it("hears nothing of a twin that a job closed, whatever reason the server keeps of it", async () => {
    const world = await open("1.0.0");
    const [kit] = world.api.state.kits ?? [];
    if (kit) world.api.state.kits?.push({ ...kit, number: kit.number + 1, state: "closed", state_reason: null });
    expect((await settle(world)).settled).toEqual([]);
    tick(world);
    expect((await settle(world)).settled).toHaveLength(1);
  });

  it("has nothing to ask where a repository has no issues, and says what else went wrong", async () => {
    const world = await open("1.0.0");
    const answer = (status: number) =>
      settleKits({
        ...world.ports,
        api: {
          ...world.api,
          request: async () => ({ status, body: { message: "Issues are disabled for this repo" } }),
        },
      });
    expect((await answer(410)).settled).toEqual([]);
    await expect(answer(403)).rejects.toMatchObject({
      code: "publish_failed",
      message: expect.stringContaining("403"),
    });
  });

  it("unsays no retraction", async () => {
    const world = await open("1.0.0");
    const ledger = world.readLedger("1.0.0");
    const channels = ledger?.channels.map((entry) => ({ ...entry, state: "retracted" }));
    await world.store.commit({
      message: "retract",
      decide: ({ registry }) => ({
        registry,
        files: { "ledger/bench-hello/1.0.0.json": JSON.stringify({ ...ledger, channels }) },
      }),
    });
    tick(world);
    expect((await settle(world)).settled).toEqual([]);
  });
});
