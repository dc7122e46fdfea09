import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import type { LeasePlaces } from "./lease-book.ts";
import { createLeaseStore } from "./lease-store.ts";
import { createLeases, type LeaseRequest } from "./leases.ts";
import type { WaitingView } from "./render-lease.ts";

const root = mkdtempSync(join(tmpdir(), "plugsmith-leases-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** `meter` serves what is plugged in here. */
function openLeases(file?: string) {
  const clock = createFakeClock();
  const devices = new Set<string>(["S1"]);
  const places: LeasePlaces = {
    subjectsOf: (want) =>
      "plugin" in want ? [`plugin:${want.plugin}`] : devices.has(want.device) ? [`device:${want.device}`] : [],
    clash: (one, other) =>
      one === other ||
      (one === "plugin:meter" && other.startsWith("device:")) ||
      (other === "plugin:meter" && one.startsWith("device:")),
  };
  const reopen = () => createLeases(clock, places, file ? createLeaseStore(file, () => {}) : undefined);
  return { clock, devices, leases: reopen(), reopen };
}
const want = (change: Partial<LeaseRequest> = {}): LeaseRequest => ({
  want: { plugin: "meter" },
  holder: "ci 7",
  seconds: 60,
  ...change,
});
const held = expect.objectContaining({ code: "lease_held" });

describe("createLeases", () => {
  it("keeps others out until it is released or over", async () => {
    const { clock, leases } = openLeases();
    expect(leases.check("meter", undefined)).toBe("free");
    const { token } = await leases.ask(want()).granted;
    expect(() => leases.check("meter", undefined)).toThrow(held);
    expect(() => leases.check("meter", "guess")).toThrow(expect.objectContaining({ code: "lease_unknown" }));
    await expect(leases.ask(want({ holder: "other" })).granted).rejects.toEqual(held);
    expect(leases.release("guess")).toBe(false);
    expect(leases.check("meter", token)).toBe("own");
    expect(() => leases.check("lamp", token)).toThrow(held);
    expect(leases.check("lamp", undefined)).toBe("free");
    expect(leases.list()).toMatchObject([{ plugin: "meter", device: null, holder: "ci 7" }]);
    expect(JSON.stringify(leases.list())).not.toContain(token);
    await clock.advance(60_000);
    expect(leases.check("meter", undefined)).toBe("free");
    const next = await leases.ask(want({ holder: "other" })).granted;
    expect(leases.release(next.token)).toBe(true);
    expect(leases.release(next.token)).toBe(false);
    expect(leases.list()).toEqual([]);
  });

  it("tells whoever waits of its place, and grants when the holder's time is over", async () => {
    const { clock, leases } = openLeases();
    await leases.ask(want()).granted;
    const told: WaitingView[] = [];
    const asked = leases.ask(want({ holder: "next", waitSeconds: 600, reason: "nightly" }), (view) => told.push(view));
    const last = leases.ask(want({ holder: "last", waitSeconds: 600 }));
    expect(leases.queue()).toMatchObject([
      { holder: "next", reason: "nightly", position: 1, heldBy: "ci 7" },
      { holder: "last", position: 2 },
    ]);
    await clock.advance(60_000);
    expect(await asked.granted).toMatchObject({ holder: "next", plugin: "meter" });
    expect(told.map(({ position }) => position)).toEqual([1]);
    expect(leases.queue()).toMatchObject([{ holder: "last", position: 1, heldBy: "next" }]);
    last.drop();
    await expect(last.granted).rejects.toEqual(held);
    expect(leases.queue()).toEqual([]);
  });

  it("refuses after the time to wait, and says who is in the way", async () => {
    const { clock, leases } = openLeases();
    await leases.ask(want({ seconds: 600, reason: "soak test" })).granted;
    const asked = leases.ask(want({ waitSeconds: 5 }));
    await clock.advance(5_000);
    await expect(asked.granted).rejects.toThrow(/ci 7 holds meter until .* \(soak test\)/);
    await expect(leases.ask(want({ want: { device: "S9" } })).granted).rejects.toThrow(/not attached/);
  });

  it("waits for a device until it is plugged in, and then keeps its plugin from others", async () => {
    const { devices, leases } = openLeases();
    const asked = leases.ask(want({ want: { device: "S2" }, waitSeconds: 60 }));
    devices.add("S2");
    leases.look();
    const { token, device } = await asked.granted;
    expect(device).toBe("S2");
    expect(leases.isHeld("meter")).toBe(true);
    expect(leases.check("meter", token)).toBe("own");
  });

  it("lets a bound lease go with its connection, and not one that was kept", async () => {
    const { leases } = openLeases();
    const first = leases.ask(want({ bound: true }));
    await first.granted;
    first.drop();
    expect(leases.list()).toEqual([]);
    const second = leases.ask(want({ bound: true }));
    leases.keep((await second.granted).token);
    second.drop();
    expect(leases.list()).toHaveLength(1);
    expect(leases.revoke("nobody")).toBe(false);
    expect(leases.revoke(leases.list()[0]?.id ?? "")).toBe(true);
    expect(leases.list()).toEqual([]);
  });

  it("renews from now on, and nothing that is over", async () => {
    const { clock, leases } = openLeases();
    const { token } = await leases.ask(want()).granted;
    await clock.advance(50_000);
    leases.renew(token, 60);
    await clock.advance(50_000);
    expect(leases.check("meter", token)).toBe("own");
    await clock.advance(10_000);
    expect(() => leases.renew(token, 60)).toThrow(expect.objectContaining({ code: "lease_unknown" }));
  });

  it("gives what was kept back to its holder after a restart, and keeps no token on disk", async () => {
    const file = join(root, "leases.json");
    const { clock, leases, reopen } = openLeases(file);
    const { token } = await leases.ask(want()).granted;
    await leases.ask(want({ want: { plugin: "lamp" }, bound: true })).granted;
    leases.close();
    expect(readFileSync(file, "utf8")).not.toContain(token);
    const again = reopen();
    expect(again.list().map(({ plugin }) => plugin)).toEqual(["meter"]);
    expect(again.check("meter", token)).toBe("own");
    await clock.advance(60_000);
    expect(reopen().list()).toEqual([]);
    writeFileSync(file, '[{"id": 7}, null]');
    expect(reopen().list()).toEqual([]);
    writeFileSync(file, "{");
    expect(reopen().list()).toEqual([]);
  });
});
