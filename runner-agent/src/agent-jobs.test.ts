import { type AgentClient, connectAgent } from "@plugsmith/plugin-host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "./testing/spawn-agent.ts";

const bench = makeFolderBench({ isolation: { allowUnsigned: true, require: "process" } });
const code = `
  export async function onJobReceived(ctx, job) {
    if (job.name === "fail") throw new Error("the probe is wet");
    if (job.name === "hang") await new Promise((resolve) => ctx.signal.addEventListener("abort", resolve));
    if (job.name === "crash") process.exit(1);
    if (job.name === "slow") await new Promise((resolve) => setTimeout(resolve, 1_000));
    return { name: job.name, n: job.data.n ?? null, attempt: job.attempt, children: job.children.length };
  }`;
/** For a process to start on a busy machine. */
const slowMs = 60_000;
let agent: SpawnedAgent;
let client: AgentClient;

async function start(): Promise<void> {
  agent = spawnAgent(process.execPath, [agentMain, "--config", bench.configFile]);
  await agent.waitFor(({ status }) => status === "ready", 0, slowMs);
  client = await connectAgent(bench.socket);
  await client.request("simulate", {
    kind: "attach",
    device: { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" },
  });
  await agent.waitFor(({ type }) => type === "forge.plugin.loaded", 0, slowMs);
}

const jobs = (action: string, params: object = {}) =>
  client.request("jobs", { action, ...params }) as Promise<Record<string, unknown>>;
const add = async (name: string, more: object = {}) => {
  const { job } = await jobs("add", { job: { plugin: "acme-meter", name, ...more } });
  return (job as { id: string }).id;
};

async function waitFor(id: string, state: string): Promise<Record<string, unknown>> {
  for (let turn = 0; turn < 1_200; turn += 1) {
    const job = await jobs("show", { id });
    if (job["state"] === state) return job;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`job ${id} did not become ${state}: ${JSON.stringify(await jobs("show", { id }))}`);
}

beforeAll(async () => {
  bench.writePlugin("acme-meter", "1.0.0", code, {
    hooks: ["onUSBAttach", "onJobReceived"],
    permissions: {
      filesystem: [],
      network: { outbound: [], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: 128,
      queue: ["measure", "fail", "hang", "crash", "slow"],
    },
  });
  await start();
}, 2 * slowMs);
afterAll(async () => {
  agent.child.kill("SIGKILL");
  await agent.exited;
  client?.close();
  bench.remove();
});

describe("jobs on a bench", { timeout: 3 * slowMs }, () => {
  it("reach the plugin's hook, with the answers of their children", async () => {
    const id = await add("measure", { data: { n: 7 }, children: [{ plugin: "acme-meter", name: "measure" }] });
    expect(await waitFor(id, "done")).toMatchObject({ result: { name: "measure", n: 7, attempt: 1, children: 1 } });
  });

  it("keep the plugin's own words when they fail", async () => {
    const id = await add("fail", { attempts: 2, backoff: { firstMs: 1 } });
    expect(await waitFor(id, "dead")).toMatchObject({
      attempts: 2,
      failure: { code: "call_failed", message: expect.stringContaining("the probe is wet") },
    });
  });

  it("are cancelled in the plugin, and end at their deadline", async () => {
    const id = await add("hang");
    await waitFor(id, "running");
    await jobs("cancel", { id });
    await waitFor(id, "cancelled");
    const late = await add("hang", { timeoutMs: 100, attempts: 1 });
    expect(await waitFor(late, "dead")).toMatchObject({ failure: { code: "call_timeout" } });
  });

  it("are refused when the plugin did not declare them, or nobody knows it", async () => {
    await expect(add("paint")).rejects.toMatchObject({ code: "permission_denied" });
    await expect(jobs("add", { job: { plugin: "acme-nothing", name: "x" } })).rejects.toMatchObject({
      code: "plugin_unknown",
    });
    await expect(jobs("add", { job: {} })).rejects.toMatchObject({ code: "job_invalid" });
    await expect(jobs("sing")).rejects.toMatchObject({ code: "wrong_usage" });
    await expect(jobs("list", { state: "asleep" })).rejects.toMatchObject({ code: "wrong_usage" });
  });

  it("wait while somebody holds a lease on the plugin", async () => {
    const { token } = (await client.request("lease", { action: "acquire", plugin: "acme-meter" })) as { token: string };
    const id = await add("measure");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await jobs("show", { id })).toMatchObject({ state: "waiting", attempts: 0 });
    await client.request("lease", { action: "release", plugin: "acme-meter", token });
    await waitFor(id, "done");
  });

  it("count a try when the plugin's process dies in the middle", async () => {
    const id = await add("crash", { attempts: 1 });
    expect(await waitFor(id, "dead")).toMatchObject({ failure: { code: "call_failed" } });
    const next = await add("measure");
    await waitFor(next, "done");
  });

  it("survive kill -9 of the agent: what ran runs again, what waited runs, what was done does not", async () => {
    const done = await add("measure", { key: "first" });
    await waitFor(done, "done");
    const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => add("slow", { data: { n }, key: `k${n}` })));
    while (((await jobs("stats"))["total"] as { running: number }).running === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    client.close();
    agent.child.kill("SIGKILL");
    await agent.exited;
    await start();
    let interruptions = 0;
    for (const [n, id] of ids.entries()) {
      const job = await waitFor(id, "done");
      expect(job).toMatchObject({ result: { n }, attempts: 1 });
      interruptions += Number(job["interruptions"]);
    }
    expect(interruptions).toBeGreaterThan(0);
    expect(await jobs("show", { id: done })).toMatchObject({ attempts: 1, interruptions: 0 });
    expect(await jobs("add", { job: { plugin: "acme-meter", name: "measure", key: "first" } })).toMatchObject({
      duplicate: true,
      job: { id: done },
    });
    const { total } = await jobs("stats");
    expect(total).toMatchObject({ waiting: 0, running: 0, blocked: 0 });
  });

  it("do not keep the agent from ending on SIGTERM, and wait for the next one", async () => {
    const id = await add("hang");
    await waitFor(id, "running");
    client.close();
    agent.child.kill("SIGTERM");
    expect((await agent.exited).code).toBe(0);
    await start();
    expect(await waitFor(id, "running")).toMatchObject({ attempts: 1, interruptions: 0 });
  });
});
