import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { startPlugsmith } from "../testing/start-plugsmith.ts";

let work = "";
let agent: Awaited<ReturnType<typeof startPlugsmith>>;
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "plugsmith-plug-"));
  const config = join(work, "bench.yml");
  const lines = [
    "schemaVersion: 1",
    "id: dev-bench",
    "stateDir: state",
    'registry: { repository: acme/forge, apiUrl: "http://127.0.0.1:9" }',
    "trust: { policyFile: policy.json }",
    "sources: { usb: false, simulated: true }",
    "isolation: { require: process }",
    "control: { socket: agent.sock }",
  ];
  writeFileSync(config, lines.join("\n"));
  agent = await startPlugsmith(["agent", "start", "--config", config, "--json"]);
});
afterAll(async () => {
  agent.child.kill("SIGTERM");
  await agent.exited;
  rmSync(work, { recursive: true, force: true });
});

const devices = async () => {
  const run = await runPlugsmith(["agent", "status", "--socket", join(work, "agent.sock"), "--json"]);
  return (run.result["agent"] as { devices: unknown[] }).devices;
};

describe("plugsmith dev plug and unplug", () => {
  it("reach the bench that another process runs", async () => {
    const args = ["dev", "plug", "0403:6001", "--serial", "A1", "--port", "1-3", "--work", work, "--json"];
    expect(await runPlugsmith(args)).toMatchObject({
      code: 0,
      result: { code: "ok", hotplug: "simulated", device: { serial: "A1", port: "1-3" } },
    });
    expect(await devices()).toMatchObject([{ key: "A1", port: "1-3" }]);
    const out = await runPlugsmith(["dev", "unplug", "1-3", "--work", work, "--json"]);
    expect(out).toMatchObject({ code: 0, result: { port: "1-3" } });
    expect(await devices()).toEqual([]);
  });

  it("say what is wrong with exit code 2", async () => {
    const run = await runPlugsmith(["dev", "plug", "0403:6001", "--port", "4700", "--work", work, "--json"]);
    expect(run).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
  });
});
