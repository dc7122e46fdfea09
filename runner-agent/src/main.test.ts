import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { askPatiently, connectAgent } from "@plugsmith/plugin-host";
import type { BenchConfig } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "./testing/spawn-agent.ts";

const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const code = (version: string) => `
  let devices = [];
  export function onLoad() {}
  export function onUSBAttach(ctx, device) { devices.push(device.key); }
  export function onUSBDetach(ctx, device) { devices = devices.filter((key) => key !== device.key); }
  export const methods = { identify: () => ({ version: "${version}", devices }) };`;

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return true;
  }
};

describe("agent process", () => {
  const cleanups: (() => void)[] = [];
  const started: SpawnedAgent[] = [];
  afterEach(async () => {
    for (const agent of started.splice(0)) {
      agent.child.kill("SIGKILL");
      await agent.exited;
    }
    for (const clean of cleanups.splice(0)) clean();
  });

  function begin(change: Partial<BenchConfig> = {}) {
    const bench = makeFolderBench(change);
    cleanups.push(bench.remove);
    const start = () => {
      const agent = spawnAgent(process.execPath, [agentMain, "--config", bench.configFile]);
      started.push(agent);
      return agent;
    };
    return { bench, start };
  }

  it("prints a ready line first, then events, and ends within five seconds of SIGTERM with nothing left", async () => {
    const { bench, start } = begin();
    bench.writePlugin("acme-meter", "1.0.0", code("1.0.0"));
    const agent = start();
    expect(await agent.waitFor(() => true)).toMatchObject({ status: "ready", socket: bench.socket, loads: true });
    expect(agent.errors()).toContain("WARNING: isolation.allowUnsigned");
    const client = await connectAgent(bench.socket);
    await client.request("simulate", { kind: "attach", device: board });
    await agent.waitFor(({ type }) => type === "forge.device.attached");
    expect(await client.request("call", { plugin: "acme-meter", method: "identify" })).toEqual({
      version: "1.0.0",
      devices: ["A1"],
    });
    const { plugins } = (await client.request("status")) as { plugins: { pid: number }[] };
    const pid = plugins[0]?.pid ?? 0;
    expect(isGone(pid)).toBe(false);
    agent.child.kill("SIGTERM");
    expect(await agent.exited).toEqual({ code: 0, signal: null });
    expect(isGone(pid)).toBe(true);
    expect(existsSync(bench.socket)).toBe(false);
  });

  it("goes on after kill -9: no process is left, the journal holds, events keep counting", async () => {
    const { bench, start } = begin();
    bench.writePlugin("acme-meter", "1.0.0", code("1.0.0"));
    const first = start();
    await first.waitFor(({ status }) => status === "ready");
    const client = await connectAgent(bench.socket);
    await client.request("simulate", { kind: "attach", device: board });
    const before = await first.waitFor(({ type }) => type === "forge.device.attached");
    const { plugins } = (await client.request("status")) as { plugins: { pid: number }[] };
    first.child.kill("SIGKILL");
    await first.exited;

    const second = start();
    await second.waitFor(({ status }) => status === "ready");
    expect(isGone(plugins[0]?.pid ?? 0)).toBe(true);
    const again = await connectAgent(bench.socket);
    await again.request("simulate", { kind: "attach", device: board });
    const after = await second.waitFor(({ type }) => type === "forge.device.attached");
    expect(after["sequence"]).toBeGreaterThan(before["sequence"] as number);
    expect(await again.request("call", { plugin: "acme-meter", method: "identify" })).toMatchObject({
      version: "1.0.0",
    });
    const journal = readFileSync(join(bench.config.stateDir, "journal.ndjson"), "utf8");
    const kinds = journal
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds.filter((kind) => kind === "agent_started")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "agent_stopped")).toHaveLength(0);
  });

  it("makes a restart a pause for callers: none of their calls fails", async () => {
    const { bench, start } = begin({ plugins: { "acme-meter": { enabled: true } }, limits: { loadMs: 60_000 } });
    bench.writePlugin("acme-meter", "1.0.0", code("1.0.0"));
    const first = start();
    await first.waitFor(({ type }) => type === "forge.plugin.loaded", 0, 60_000);
    const params = { plugin: "acme-meter", method: "identify" };
    let over = false;
    let waits = 0;
    let answered = 0;
    const calling = (async () => {
      while (!over) {
        await askPatiently(bench.socket, (client) => client.request("call", params), {
          waitMs: 60_000,
          onWait: () => void (waits += 1),
        });
        answered += 1;
      }
    })();
    await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThan(5);
    first.child.kill("SIGTERM");
    expect(await first.exited).toEqual({ code: 0, signal: null });
    const second = start();
    await second.waitFor(({ status }) => status === "ready", 0, 60_000);
    const before = answered;
    await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(before);
    over = true;
    await calling;
    expect(waits).toBe(1);
  }, 200_000);

  it("refuses a second agent on the same state folder", async () => {
    const { start } = begin();
    const first = start();
    await first.waitFor(({ status }) => status === "ready");
    const second = start();
    expect(await second.exited).toMatchObject({ code: 1 });
    expect(second.lines).toMatchObject([{ status: "failed", code: "agent_running" }]);
  });

  it("reloads a plugin when its folder changes", async () => {
    const { bench, start } = begin();
    bench.writePlugin("acme-meter", "1.0.0", code("1.0.0"));
    const agent = start();
    await agent.waitFor(({ status }) => status === "ready");
    const client = await connectAgent(bench.socket);
    await client.request("simulate", { kind: "attach", device: board });
    await agent.waitFor(({ type }) => type === "forge.device.attached");
    bench.writePlugin("acme-meter", "1.0.1", code("1.0.1"));
    await agent.waitFor(({ type }) => type === "forge.plugin.swapped");
    expect(await client.request("call", { plugin: "acme-meter", method: "identify" })).toMatchObject({
      version: "1.0.1",
    });
  });
});
