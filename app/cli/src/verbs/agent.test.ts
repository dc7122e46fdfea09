import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { connectAgent } from "@plugsmith/runner-agent";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { startPlugsmith } from "../testing/start-plugsmith.ts";

let folder = "";
let config = "";
let agent: Awaited<ReturnType<typeof startPlugsmith>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-agent-"));
  config = join(folder, "bench.yml");
  writeFileSync(
    config,
    [
      "schemaVersion: 1",
      "id: lab-1",
      "stateDir: state",
      'registry: { repository: acme/forge, apiUrl: "http://127.0.0.1:9" }',
      "trust: { policyFile: policy.json }",
      "sources: { usb: false, simulated: true }",
      "isolation: { require: process }",
    ].join("\n"),
  );
  agent = await startPlugsmith(["agent", "start", "--config", config, "--json"]);
});
afterAll(async () => {
  agent.child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("plugsmith agent", () => {
  it("starts with one ready object that says where to talk to it", () => {
    expect(agent.ready).toMatchObject({
      schemaVersion: 1,
      status: "ready",
      bench: "lab-1",
      socket: join(folder, "state/agent.sock"),
    });
  });

  it("shows the status of a running agent, found by configuration, socket or environment", async () => {
    const socket = join(folder, "state/agent.sock");
    const byConfig = await runPlugsmith(["agent", "status", "--config", config, "--json"]);
    expect(byConfig).toMatchObject({ code: 0, result: { agent: { id: "lab-1", plugins: [] } } });
    expect(byConfig.stderr).toContain("bench lab-1 is running");
    expect((await runPlugsmith(["agent", "status", "--socket", socket])).code).toBe(0);
    expect((await runPlugsmith(["agent", "status"], { env: { PLUGSMITH_AGENT_SOCKET: socket } })).code).toBe(0);
    expect((await runPlugsmith(["agent", "status"], { env: { TMPDIR: folder } })).code).toBe(2);
  });

  it("finds the agent of the only dev forge by itself", async () => {
    const inside = join(folder, "tmp");
    mkdirSync(join(inside, "plugsmith-dev-x"), { recursive: true });
    symlinkSync(join(folder, "state/agent.sock"), join(inside, "plugsmith-dev-x/agent.sock"));
    const run = await runPlugsmith(["agent", "status", "--json"], { env: { TMPDIR: inside } });
    expect(run).toMatchObject({ code: 0, result: { agent: { id: "lab-1" } } });
  });

  it("shows devices that were plugged in", async () => {
    const client = await connectAgent(join(folder, "state/agent.sock"));
    await client.request("simulate", {
      kind: "attach",
      device: { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" },
    });
    client.close();
    const { stderr } = await runPlugsmith(["agent", "status", "--config", config]);
    expect(stderr).toMatch(/S1 +0403:6001 +port 1-2/);
  });

  it("hands on the agent's refusals with their codes", async () => {
    for (const verb of ["load", "unload", "reload"])
      expect(await runPlugsmith(["agent", verb, "nothing", "--config", config, "--json"])).toMatchObject({
        code: 1,
        result: { code: "plugin_unknown" },
      });
    expect(await runPlugsmith(["agent", "call", "nothing", "ping", "a=1", "--config", config, "--json"])).toMatchObject(
      {
        code: 1,
        result: { code: "plugin_unknown" },
      },
    );
  });

  it("watches without a terminal: the status, then what happens, line by line, until Ctrl-C", async () => {
    const watch = await startPlugsmith(["agent", "status", "--watch", "--config", config, "--json"]);
    expect(watch.ready).toMatchObject({ event: "status", agent: { id: "lab-1" } });
    const lines = createInterface({ input: watch.child.stdout as Readable });
    const client = await connectAgent(join(folder, "state/agent.sock"));
    const next = once(lines, "line");
    await client.request("simulate", { kind: "attach", device: { port: "1-7", vendorId: "0403", productId: "6001" } });
    client.close();
    expect(JSON.parse(String((await next)[0]))).toMatchObject({ kind: "device_attached", device: { port: "1-7" } });
    watch.child.kill("SIGINT");
    expect(await watch.exited).toBe(130);
  });

  it("says that nobody answers where no agent runs", async () => {
    const run = await runPlugsmith(["agent", "logs", "--socket", join(folder, "no.sock"), "--json"]);
    expect(run).toMatchObject({ code: 1, result: { code: "agent_unreachable" } });
  });

  it("ends with exit code 130 on SIGINT, the agent with it", async () => {
    agent.child.kill("SIGINT");
    expect(await agent.exited).toBe(130);
    expect(() => process.kill(Number(agent.ready["pid"]), 0)).toThrow("ESRCH");
  });
});
