import { type FakePlugin, fakePluginHost } from "@plugsmith/plugin-host/testing";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import type { Release } from "../bench/release.ts";
import { readClock } from "../read-clock.ts";
import { makeDevice, makeDigest, makeRelease, noPermissions } from "../testing/make-facts.ts";
import { createPluginSlot } from "./plugin-slot.ts";

const one = makeRelease();
const two = makeRelease({ version: "1.1.0", digest: makeDigest("2") });
const confinement = { level: "os", tool: "bwrap" } as const;

/** A slot whose plugins are functions, by version. */
function openSlot(plugins: Readonly<Record<string, FakePlugin>>) {
  const host = fakePluginHost(({ plugin }) => plugins[plugin.version] ?? {});
  const events: string[] = [];
  const slot = createPluginSlot("acme-meter", {
    clock: readClock(),
    limits: { loadMs: 1_000, callMs: 200, stopMs: 200, crashes: 3, windowMs: 60_000 },
    verify: async (release: Release) => {
      if (release.version === "6.6.6") throw new ForgeError("signature_invalid");
      return { release } as never;
    },
    stage: async ({ release }) =>
      ({
        release,
        manifest: {
          hooks: ["onLoad", "onUSBAttach", "onUSBDetach", "onUnload"],
          methods: ["who", "slow"],
          dependencies: [],
        },
        folder: "/x",
        proved: [],
      }) as never,
    start: ({ release }) =>
      host.startPluginProcess({
        folder: "/x",
        entry: "index.mjs",
        plugin: { name: release.name, version: release.version },
        config: {},
        permissions: noPermissions,
        confinement,
        broker: { handle: async () => ({}) },
      }),
    log: () => {},
    onEvent: (event) => {
      const reason = event.kind === "failed" || event.kind === "broken" ? ` ${event.failure.code}` : "";
      const kept = event.kind === "failed" && event.kept ? ` kept ${event.kept.version}` : "";
      events.push(`${event.kind} ${event.release.version}${reason}${kept}`);
    },
  });
  const call = (method = "who") => slot.call("a caller", method, {});
  return { slot, host, events, call };
}
const versions = { "1.0.0": { methods: { who: () => "1.0.0" } }, "1.1.0": { methods: { who: () => "1.1.0" } } };

describe("createPluginSlot", () => {
  it("is empty, then active, then empty again, and refuses calls while nothing serves", async () => {
    const { slot, events, call, host } = openSlot(versions);
    expect(slot.view()).toEqual({ name: "acme-meter", phase: "empty", devices: [] });
    await expect(call()).rejects.toMatchObject({ code: "plugin_not_ready" });
    const loading = slot.load(one, [makeDevice()]);
    expect(slot.view().phase).toBe("busy");
    await loading;
    expect(slot.view()).toMatchObject({ phase: "active", digest: one.digest, devices: [{ key: "A1" }] });
    expect(await call()).toBe("1.0.0");
    await slot.unload();
    expect(slot.view().phase).toBe("empty");
    expect(host.running).toEqual([]);
    expect(events).toEqual(["attached 1.0.0", "loaded 1.0.0", "unloaded 1.0.0"]);
  });

  it("hands devices over at a swap without telling the plugin that they went", async () => {
    const { slot, host, call } = openSlot(versions);
    await slot.load(one, [makeDevice()]);
    await slot.load(two, []);
    expect(await call()).toBe("1.1.0");
    expect(host.processes.map(({ asked }) => asked.filter((what) => what.startsWith("onUSB")))).toEqual([
      ["onUSBAttach"],
      ["onUSBAttach"],
    ]);
    expect(slot.view().devices).toHaveLength(1);
    expect(host.running).toHaveLength(1);
    await slot.end();
  });

  it.each<[string, FakePlugin, Release, string]>([
    ["does not load", { failsToLoad: "boom" }, two, "load_failed"],
    [
      "does not take the devices",
      {
        hooks: {
          onUSBAttach: () => {
            throw new Error("no");
          },
        },
      },
      two,
      "load_failed",
    ],
    ["is refused before it ran", {}, makeRelease({ version: "6.6.6", digest: makeDigest("6") }), "signature_invalid"],
  ])("keeps what runs when the next version %s", async (_why, plugin, release, code) => {
    const { slot, host, events, call } = openSlot({ ...versions, [release.version]: plugin });
    await slot.load(one, [makeDevice()]);
    await slot.load(release, []);
    expect(events.at(-1)).toBe(`failed ${release.version} ${code} kept 1.0.0`);
    expect(await call()).toBe("1.0.0");
    expect(host.running).toHaveLength(1);
    await slot.end();
  });

  const withdrawn = (version: string) => (release: Release) => release.version === version;
  const endless = () => new Promise(() => {});

  it("cuts a withdrawn version at once: no goodbye, and its calls fail", async () => {
    const { slot, events, host } = openSlot({ "1.0.0": { hooks: { onUnload: endless }, methods: { slow: endless } } });
    await slot.load(one, [makeDevice()]);
    const held = slot.call("a caller", "slow", {}, { timeoutMs: 600_000 }).catch((error: unknown) => error);
    await slot.cut(withdrawn("1.1.0"));
    expect(slot.view().phase).toBe("active");
    await slot.cut(withdrawn("1.0.0"));
    expect(await held).toMatchObject({ code: expect.any(String) });
    expect(slot.view().phase).toBe("empty");
    expect(host.running).toEqual([]);
    expect(host.processes[0]?.asked).not.toContain("onUnload");
    expect(events.slice(2)).toEqual(["unloaded 1.0.0"]);
  });

  it("cuts a withdrawn version that another has replaced and that only finishes a call", async () => {
    const { slot, host, events, call } = openSlot({ ...versions, "1.0.0": { methods: { slow: endless } } });
    await slot.load(one, []);
    const held = slot.call("a caller", "slow", {}, { timeoutMs: 600_000 }).catch((error: unknown) => error);
    const swapped = slot.load(two, []);
    await expect.poll(() => events.at(-1)).toBe("swapped 1.1.0");
    expect(host.running).toHaveLength(2);
    await slot.cut(withdrawn("1.0.0"));
    expect(await held).toMatchObject({ code: expect.any(String) });
    await swapped;
    expect(host.running).toHaveLength(1);
    expect(await call()).toBe("1.1.0");
    await slot.end();
  });

  it("cuts a withdrawn version before it has loaded, and keeps what runs", async () => {
    const { slot, host, events, call } = openSlot({ ...versions, "1.1.0": { hooks: { onLoad: endless } } });
    await slot.load(one, []);
    const loading = slot.load(two, []);
    await expect.poll(() => host.processes[1]?.asked).toContain("onLoad");
    await slot.cut(withdrawn("1.1.0"));
    await loading;
    expect(events).toEqual(["loaded 1.0.0"]);
    expect(await call()).toBe("1.0.0");
    expect(host.running).toHaveLength(1);
    await slot.end();
  });

  it("keeps nothing of a withdrawn version when the next one does not load", async () => {
    const release = Promise.withResolvers<never>();
    const { slot, host, events } = openSlot({ ...versions, "1.1.0": { hooks: { onLoad: () => release.promise } } });
    await slot.load(one, []);
    const loading = slot.load(two, []);
    await expect.poll(() => host.processes[1]?.asked).toContain("onLoad");
    await slot.cut(withdrawn("1.0.0"));
    release.reject(new Error("no"));
    await loading;
    expect(events.slice(1)).toEqual(["unloaded 1.0.0", "failed 1.1.0 load_failed"]);
    expect(slot.view().phase).toBe("empty");
    expect(host.running).toEqual([]);
  });

  it("lets a call in flight finish on the old version, and sends the caller's next one to the new", async () => {
    const release = Promise.withResolvers<string>();
    const { slot } = openSlot({ ...versions, "1.0.0": { methods: { slow: () => release.promise } } });
    await slot.load(one, []);
    const slow = slot.call("one caller", "slow", {});
    const swapped = slot.load(two, []);
    release.resolve("from the old one");
    expect(await slow).toBe("from the old one");
    await swapped;
    expect(await slot.call("one caller", "who", {})).toBe("1.1.0");
    await slot.end();
  });

  it("answers a call that hangs with a time-out and knows no method that the manifest does not name", async () => {
    const { slot, call } = openSlot({ "1.0.0": { methods: { slow: () => 1, secret: () => 2 }, hangs: ["slow"] } });
    await slot.load(one, []);
    await expect(call("slow")).rejects.toMatchObject({ code: "call_timeout" });
    await expect(call("secret")).rejects.toMatchObject({ code: "method_unknown" });
    await slot.end();
  });

  it("is broken with its reason when the crashes use up the budget, and takes a new version after that", async () => {
    const { slot, host, events } = openSlot({ ...versions, "1.0.0": {} });
    await slot.load(one, []);
    host.processes[0]?.crash();
    await expect.poll(() => host.processes.length, { timeout: 5_000 }).toBe(2);
    await expect.poll(() => slot.view().phase, { timeout: 5_000 }).toBe("active");
    host.processes[1]?.crash();
    await expect.poll(() => host.processes.length, { timeout: 5_000 }).toBe(3);
    await expect.poll(() => slot.view().phase, { timeout: 5_000 }).toBe("active");
    host.processes[2]?.crash();
    await expect.poll(() => slot.view().phase).toBe("broken");
    expect(events).toEqual(["loaded 1.0.0", "crashed 1.0.0", "crashed 1.0.0", "broken 1.0.0 plugin_broken"]);
    await slot.load(two, []);
    expect(slot.view()).toMatchObject({ phase: "active", digest: two.digest });
    await slot.end();
  });
});
