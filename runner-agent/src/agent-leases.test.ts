import { statSync } from "node:fs";
import { join } from "node:path";
import { type AgentClient, connectAgent } from "@plugsmith/plugin-host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAgent } from "./agent.ts";
import type { Agent } from "./agent-options.ts";
import type { GrantedLease } from "./leases/leases.ts";
import { makeFolderBench } from "./testing/spawn-agent.ts";

const jobSocket = "jobs.sock";
const bench = makeFolderBench({ isolation: { allowUnsigned: true, require: "process" } });
const config = {
  ...bench.config,
  control: {
    socket: bench.socket,
    jobs: { socket: join(bench.root, jobSocket), group: String(process.getgid?.() ?? 0) },
  },
  limits: { callMs: 1_000 },
};
/** For a process to start on a busy machine. */
const slowMs = 60_000;
const code = `
  let kept;
  export const onUSBAttach = (ctx) => { kept = ctx; };
  export const methods = {
    async measure({ waitMs = 0 }) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await kept.fs.writeFile("captures/run.csv", "1,2,3");
      kept.log.info("measured");
      return { volts: 5 };
    },
    hang: (_args, ctx) => new Promise((resolve) => ctx.signal.addEventListener("abort", () => { kept.log.info("cancelled"); resolve(); })),
  };`;
let agent: Agent;
let owner: AgentClient;
const clients: AgentClient[] = [];
const connectJob = async () => {
  const client = await connectAgent(config.control.jobs.socket);
  clients.push(client);
  return client;
};
const acquire = async (client: AgentClient, params: object) =>
  (await client.request("lease", { action: "acquire", ...params })) as GrantedLease;

beforeAll(async () => {
  bench.writePlugin("acme-meter", "1.0.0", code, {
    methods: ["measure", "hang"],
    hooks: ["onUSBAttach"],
    permissions: {
      filesystem: [{ path: "captures", mode: "rw" }],
      network: { outbound: [], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: 128,
      queue: [],
    },
  });
  const loaded = Promise.withResolvers<void>();
  agent = await startAgent(config, { onEvent: ({ type }) => type === "forge.plugin.loaded" && loaded.resolve() });
  owner = await connectAgent(bench.socket);
  const device = { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" };
  await owner.request("simulate", { kind: "attach", device });
  await loaded.promise;
}, 2 * slowMs);
afterAll(async () => {
  for (const client of [owner, ...clients]) client.close();
  await agent.close();
  bench.remove();
});

describe("a workflow job on the bench", { timeout: slowMs }, () => {
  it("has a socket for its group that reserves and calls, and does nothing else", async () => {
    expect(statSync(config.control.jobs.socket).mode & 0o777).toBe(0o660);
    expect(statSync(bench.socket).mode & 0o777).toBe(0o600);
    const job = await connectJob();
    expect(await job.request("hello", { protocols: [2, 1] })).toMatchObject({ protocol: 2, bench: "bench-1" });
    for (const method of ["unload", "call", "jobs"])
      await expect(job.request(method, { plugin: "acme-meter", method: "measure" })).rejects.toMatchObject({
        code: "door_closed",
      });
    const { token, device } = await acquire(job, { device: "0403:6001", holder: "run 7", seconds: 60, bound: true });
    expect(device).toBe("S1");
    const call = { plugin: "acme-meter", method: "measure", lease: token };
    expect(await job.request("call", call)).toEqual({ volts: 5 });
    await expect(job.request("call", { ...call, lease: "guess" })).rejects.toMatchObject({ code: "lease_unknown" });
    const { files } = (await job.request("files", { plugin: "acme-meter", lease: token })) as { files: object[] };
    expect(files).toMatchObject([{ path: "captures/run.csv", bytes: 5 }]);
    const read = { plugin: "acme-meter", lease: token, action: "read", path: "captures/run.csv" };
    const { data } = (await job.request("files", read)) as { data: string };
    expect(Buffer.from(data, "base64").toString()).toBe("1,2,3");
    const logs = (await job.request("logs", { plugin: "acme-meter", lease: token })) as { lines: object[] };
    expect(logs.lines.at(-1)).toMatchObject({ message: "measured" });
    await job.request("lease", { action: "release", token });
  });

  it("keeps others out, even the bench's owner, and the next in the queue gets it when the job's process dies", async () => {
    const [first, second] = [await connectJob(), await connectJob()];
    await acquire(first, { plugin: "acme-meter", holder: "run 1", reason: "nightly", bound: true });
    await expect(owner.request("call", { plugin: "acme-meter", method: "measure" })).rejects.toMatchObject({
      code: "lease_held",
      message: expect.stringContaining("run 1"),
    });
    const place = Promise.withResolvers<object>();
    second.onNotification((_method, waiting) => place.resolve(waiting));
    const next = acquire(second, { device: "S1", holder: "run 2", waitSeconds: 60, bound: true });
    expect(await place.promise).toMatchObject({ position: 1, heldBy: "run 1" });
    expect(agent.status()).toMatchObject({
      leases: [{ holder: "run 1", reason: "nightly", plugin: "acme-meter" }],
      leaseQueue: [{ holder: "run 2", position: 1 }],
    });
    first.close();
    const { token } = await next;
    expect(agent.status().leases).toMatchObject([{ holder: "run 2", device: "S1" }]);
    await second.request("lease", { action: "release", token });
    expect(await owner.request("call", { plugin: "acme-meter", method: "measure" })).toEqual({ volts: 5 });
  });

  it("has its call cancelled in the plugin when its connection ends", async () => {
    const [job, next] = [await connectJob(), await connectJob()];
    const { token } = await acquire(job, { plugin: "acme-meter", bound: true });
    const call = job.request("call", { plugin: "acme-meter", method: "hang", lease: token, timeoutMs: slowMs });
    while (!agent.status().plugins.some(({ callsInFlight }) => callsInFlight === 1))
      await new Promise((resolve) => setTimeout(resolve, 10));
    job.close();
    await expect(call).rejects.toMatchObject({ code: "agent_unreachable" });
    const lease = await acquire(next, { plugin: "acme-meter", waitSeconds: 60, bound: true });
    const read = { plugin: "acme-meter", lease: lease.token, follow: true };
    const cancelled = new Promise<void>((resolve) =>
      next.onNotification((_method, { message }) => message === "cancelled" && resolve()),
    );
    const { lines } = (await next.request("logs", read)) as { lines: { message: string }[] };
    if (!lines.some(({ message }) => message === "cancelled")) await cancelled;
    await next.request("lease", { action: "release", token: lease.token });
  });

  it("may call for longer than others when it holds a lease", async () => {
    const slow = { plugin: "acme-meter", method: "measure", args: { waitMs: 1_500 }, timeoutMs: 60_000 };
    await expect(owner.request("call", slow)).rejects.toMatchObject({ code: "call_timeout" });
    const job = await connectJob();
    const { token } = await acquire(job, { plugin: "acme-meter", bound: true });
    expect(await job.request("call", { ...slow, lease: token })).toEqual({ volts: 5 });
    await job.request("lease", { action: "release", token });
  });
});
