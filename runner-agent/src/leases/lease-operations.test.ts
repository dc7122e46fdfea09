import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { operateLeases } from "./lease-operations.ts";
import { createLeases, type GrantedLease } from "./leases.ts";

function open() {
  const leases = createLeases(createFakeClock(), {
    subjectsOf: (want) => ["plugin" in want ? `plugin:${want.plugin}` : `device:${want.device}`],
    clash: (one, other) => one === other,
  });
  const run = operateLeases({
    leases,
    demandKnown(plugin) {
      if (plugin !== "meter") throw new ForgeError("plugin_unknown");
    },
  });
  const connect = () => {
    const told: object[] = [];
    const closers: Array<() => void> = [];
    return {
      told,
      close: () => {
        for (const closer of closers) closer();
      },
      caller: {
        caller: "socket:1",
        notify: (_method: string, params: object) => void told.push(params),
        onClose: (closer: () => void) => {
          closers.push(closer);
          return () => {};
        },
      },
    };
  };
  return { leases, run, connect };
}
const usage = expect.objectContaining({ code: "wrong_usage" });

describe("the method lease", () => {
  it("grants, renews, keeps and releases", async () => {
    const { run, connect, leases } = open();
    const { caller } = connect();
    const { token } = (await run(
      { action: "acquire", device: "S1", holder: "ci", reason: "#7" },
      caller,
    )) as GrantedLease;
    expect(await run({}, caller)).toMatchObject({ leases: [{ device: "S1", holder: "ci", reason: "#7" }], queue: [] });
    expect(await run({ action: "renew", token, seconds: 900 }, caller)).toMatchObject({ device: "S1" });
    expect(await run({ action: "keep", token }, caller)).toMatchObject({ device: "S1" });
    expect(await run({ action: "release", token }, caller)).toEqual({ released: true });
    expect(leases.list()).toEqual([]);
  });

  it("tells a waiting connection its place, and forgets it when the connection ends", async () => {
    const { run, connect, leases } = open();
    const [first, second] = [connect(), connect()];
    await run({ action: "acquire", plugin: "meter", holder: "first", bound: true }, first.caller);
    const waiting = run({ action: "acquire", plugin: "meter", waitSeconds: 60 }, second.caller);
    expect(second.told).toMatchObject([{ position: 1, heldBy: "first" }]);
    second.close();
    await expect(waiting).rejects.toMatchObject({ code: "lease_held" });
    first.close();
    expect(leases.list()).toEqual([]);
  });

  it("lets the owner end anybody's lease by its id", async () => {
    const { run, connect, leases } = open();
    const { caller } = connect();
    const { id } = (await run({ action: "acquire", plugin: "meter" }, caller)) as GrantedLease;
    expect(await run({ action: "revoke", id }, caller)).toEqual({ revoked: id });
    expect(leases.list()).toEqual([]);
    await expect(run({ action: "revoke", id }, caller)).rejects.toMatchObject({ code: "lease_unknown" });
  });

  it("refuses what it does not understand", async () => {
    const { run, connect } = open();
    const { caller } = connect();
    for (const params of [
      { action: "steal" },
      { action: "acquire" },
      { action: "acquire", plugin: "meter", device: "S1" },
      { action: "acquire", plugin: "meter", seconds: "soon" },
      { action: "acquire", plugin: "meter", priority: 101 },
      { action: "release" },
    ])
      await expect(run(params, caller), JSON.stringify(params)).rejects.toEqual(usage);
    await expect(run({ action: "acquire", plugin: "lamp" }, caller)).rejects.toMatchObject({ code: "plugin_unknown" });
  });
});
