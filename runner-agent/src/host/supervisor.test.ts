import { type FakePlugin, fakePluginHost } from "@plugsmith/plugin-host/testing";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { makeDevice, makeRelease, noPermissions } from "../testing/make-facts.ts";
import { createSupervisor, type SupervisorPorts } from "./supervisor.ts";

const release = makeRelease();
const confinement = { level: "os", tool: "bwrap" } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function stage(plugin: FakePlugin, change: Partial<SupervisorPorts> = {}, strict = false) {
  const clock = createFakeClock();
  const host = fakePluginHost(() => plugin);
  const phases: string[] = [];
  const devices: string[] = [];
  const manifest = { hooks: ["onLoad", "onUnload", "onUSBAttach", "onUSBDetach"] } as never;
  const supervisor = createSupervisor(
    release,
    {
      clock,
      limits: { loadMs: 1_000, callMs: 500, stopMs: 300, crashes: 3, windowMs: 60_000 },
      verify: async () => ({ release }) as never,
      stage: async () => ({ release, manifest, folder: "/x", proved: [] }) as never,
      start: () =>
        host.startPluginProcess({
          folder: "/x",
          entry: "i",
          plugin: { name: "acme-meter", version: "1.0.0" },
          config: {},
          permissions: noPermissions,
          confinement,
          broker: { handle: async () => ({}) },
        }),
      devices: () => [makeDevice()],
      onChange: ({ phase }) => void phases.push(phase),
      onDevice: (kind, device) => void devices.push(`${kind} ${device.key}`),
      log: () => {},
      ...change,
    },
    strict,
  );
  return { supervisor, clock, host, phases, devices };
}

describe("createSupervisor", () => {
  it("verifies, stages, starts, replays devices, pings, and says goodbye in order", async () => {
    const { supervisor, host, phases, devices } = stage({ hooks: { onLoad: () => {}, onUSBAttach: () => {} } });
    supervisor.send("load");
    await settle();
    supervisor.send("promote");
    expect(phases).toEqual(["verifying", "staging", "starting", "ready", "active"]);
    expect(devices).toEqual(["attached A1"]);
    await supervisor.end();
    expect(host.processes[0]?.asked).toEqual([
      "initialize",
      "onLoad",
      "onUSBAttach",
      "ping",
      "onUSBDetach",
      "onUnload",
      "stop",
    ]);
    expect(supervisor.state().phase).toBe("stopped");
  });

  it("leaves onUSBDetach out when another version has taken the device over", async () => {
    const { supervisor, host } = stage({});
    supervisor.send("load");
    await settle();
    supervisor.send("promote");
    await supervisor.end(true);
    expect(host.processes[0]?.asked.slice(-2)).toEqual(["onUnload", "stop"]);
  });

  it("starts no process for bytes that are refused, and keeps the refusal's code", async () => {
    const { supervisor, host } = stage({}, { verify: () => Promise.reject(new ForgeError("signature_invalid")) });
    supervisor.send("load");
    await settle();
    expect(supervisor.state()).toMatchObject({ phase: "broken", failure: { code: "signature_invalid" } });
    expect(host.processes).toHaveLength(0);
  });

  it("stops a plugin that does not come through onLoad in time", async () => {
    const { supervisor, host, clock } = stage({ hooks: { onLoad: () => {} }, hangs: ["onLoad"] });
    supervisor.send("load");
    await settle();
    await clock.advance(1_000);
    await settle();
    expect(supervisor.state()).toMatchObject({ phase: "broken", failure: { code: "load_timeout" } });
    expect(host.running).toHaveLength(0);
  });

  it("tries again what was killed from outside while it loaded, and blames a version that ends by itself", async () => {
    const killed = stage({ hooks: { onLoad: () => {} }, hangs: ["onLoad"] });
    killed.supervisor.send("load");
    await settle();
    killed.host.processes[0]?.crash({ code: null, signal: "SIGKILL" });
    await settle();
    expect(killed.supervisor.state().phase).toBe("waiting");
    await killed.clock.advance(250);
    await settle();
    expect(killed.host.processes).toHaveLength(2);
    for (const exit of [
      { code: 1, signal: null },
      { code: null, signal: "SIGKILL", ours: true },
      { code: 137, signal: null, reason: "it needed more than its 64 MiB of memory, and the kernel ended it" },
    ] as const) {
      const own = stage({ hooks: { onLoad: () => {} }, hangs: ["onLoad"] });
      own.supervisor.send("load");
      await settle();
      own.host.processes[0]?.crash(exit);
      await settle();
      expect(own.supervisor.state()).toMatchObject({ phase: "broken", failure: { code: "load_failed" } });
    }
  });

  it("stops a plugin whose goodbye never ends", async () => {
    const { supervisor, host, clock } = stage({ hooks: { onUnload: () => {} }, hangs: ["onUnload"] });
    supervisor.send("load");
    await settle();
    supervisor.send("promote");
    const ended = supervisor.end();
    await settle();
    expect(host.running).toHaveLength(1);
    await clock.advance(300);
    await ended;
    expect(host.running).toHaveLength(0);
  });

  it("restarts after a crash with a pause, replays devices, and gives up after the budget", async () => {
    const { supervisor, host, clock } = stage({});
    supervisor.send("load");
    await settle();
    supervisor.send("promote");
    for (const pause of [250, 1_000]) {
      host.running[0]?.crash();
      await settle();
      expect(supervisor.state().phase).toBe("waiting");
      await clock.advance(pause);
      await settle();
      expect(supervisor.served().map(({ key }) => key)).toEqual(["A1"]);
      supervisor.send("promote");
    }
    host.running[0]?.crash();
    await settle();
    expect(supervisor.state()).toMatchObject({ phase: "broken", failure: { code: "plugin_broken" } });
    expect(host.processes).toHaveLength(3);
  });

  it("takes one device that fails as that device's problem, but as the version's in an upgrade", async () => {
    const plugin: FakePlugin = {
      hooks: {
        onUSBAttach: () => {
          throw new Error("no answer");
        },
      },
    };
    const first = stage(plugin);
    first.supervisor.send("load");
    await settle();
    expect(first.supervisor.state().phase).toBe("ready");
    expect(first.devices).toEqual(["failed A1"]);
    const upgrade = stage(plugin, {}, true);
    upgrade.supervisor.send("load");
    await settle();
    expect(upgrade.supervisor.state()).toMatchObject({ phase: "broken", failure: { code: "load_failed" } });
    expect(upgrade.host.running).toHaveLength(0);
  });

  it("ends a process that starts after it was given up", async () => {
    let start: (() => void) | undefined;
    const host = fakePluginHost(() => ({}));
    const { supervisor } = stage(
      {},
      {
        start: async () => {
          await new Promise<void>((resolve) => {
            start = resolve;
          });
          return host.startPluginProcess({} as never);
        },
      },
    );
    supervisor.send("load");
    await settle();
    await supervisor.end();
    expect(supervisor.state().phase).toBe("stopped");
    start?.();
    await settle();
    expect(host.processes).toHaveLength(1);
    expect(host.running).toHaveLength(0);
  });

  it("sends attach and detach hooks one after the other", async () => {
    const { supervisor, host, devices } = stage({}, { devices: () => [] });
    supervisor.send("load");
    await settle();
    supervisor.send("promote");
    const other = makeDevice({ key: "B", address: 5, port: "1-3" });
    await Promise.all([supervisor.attach(makeDevice()), supervisor.attach(other), supervisor.detach(makeDevice())]);
    expect(host.processes[0]?.asked.slice(-3)).toEqual(["onUSBAttach", "onUSBAttach", "onUSBDetach"]);
    expect(devices).toEqual(["attached A1", "attached B", "detached A1"]);
    await supervisor.detach(makeDevice());
    expect(devices).toHaveLength(3);
  });
});
