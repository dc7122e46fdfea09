import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAgent } from "@plugsmith/runner-agent";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { startPlugsmith } from "../testing/start-plugsmith.ts";

let folder = "";
let config = "";
let agent: Awaited<ReturnType<typeof startPlugsmith>>;
const jobs = (...words: string[]) => runPlugsmith(["agent", "jobs", ...words, "--config", config, "--json"]);

/** Everything is paused: what is added stays. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-jobs-"));
  config = join(folder, "bench.yml");
  const plugin = join(folder, "plugins/acme-meter");
  mkdirSync(plugin, { recursive: true });
  writeFileSync(join(plugin, "index.mjs"), "export const onJobReceived = () => 1;");
  const manifest = {
    schemaVersion: 1,
    name: "acme-meter",
    version: "1.0.0",
    description: "A plugin of a test",
    type: "bench",
    runtime: "node",
    entry: "index.mjs",
    engine: ">=0.1.0",
    cms: "bench",
    methods: [],
    events: { publishes: [], subscribes: [] },
    permissions: {
      filesystem: [],
      network: { outbound: [], inbound: false },
      usb: [{ vendorId: "0403", productId: "6001" }],
      memory: 128,
      queue: ["measure"],
    },
    hooks: ["onJobReceived"],
    isolation: "process",
    dependencies: [],
    author: "test",
    licence: "MIT",
  };
  writeFileSync(join(plugin, "plugin.json"), JSON.stringify(manifest));
  writeFileSync(
    config,
    [
      "schemaVersion: 1",
      "id: lab-1",
      "stateDir: state",
      "registry: { repository: acme/forge }",
      "trust: { policyFile: policy.json }",
      "sources: { usb: false, registry: false, simulated: true, folder: plugins }",
      "isolation: { require: process, allowUnsigned: true }",
    ].join("\n"),
  );
  agent = await startPlugsmith(["agent", "start", "--config", config, "--json"]);
  const client = await connectAgent(join(folder, "state/agent.sock"));
  await client.request("jobs", { action: "pause" });
  const device = { port: "1-2", vendorId: "0403", productId: "6001", serial: "S1" };
  await client.request("simulate", { kind: "attach", device });
  client.close();
}, 60_000);
afterAll(async () => {
  agent.child.kill("SIGINT");
  await agent.exited;
  rmSync(folder, { recursive: true, force: true });
});

describe("plugsmith agent jobs", { timeout: 60_000 }, () => {
  it("adds a job once for its key, and shows it", async () => {
    const add = () => jobs("add", "acme-meter", "measure", "channel=2", "--key", "order-17", "--priority", "-5");
    expect(await add()).toMatchObject({
      code: 0,
      result: {
        status: "success",
        duplicate: false,
        job: { id: "1", state: "waiting", key: "order-17", priority: -5 },
      },
    });
    expect(await add()).toMatchObject({ code: 0, result: { duplicate: true, job: { id: "1" } } });
    const shown = await jobs("show", "1");
    expect(shown.result).toMatchObject({ job: { data: { channel: 2 }, attempts: 0 } });
    expect(shown.stderr).toContain("1  acme-meter measure  waiting, key order-17");
  });

  it("adds a flow from a file, lists it by state, cancels it and starts it again", async () => {
    const file = join(folder, "job.json");
    const child = { plugin: "acme-meter", name: "measure" };
    writeFileSync(file, JSON.stringify({ ...child, children: [child] }));
    const { result } = await jobs("add", "--file", file);
    const { id } = result["job"] as { id: string };
    expect((await jobs("list", "--state", "blocked")).result).toMatchObject({ jobs: [{ id }] });
    expect((await jobs("cancel", id)).result).toMatchObject({ job: { state: "cancelled" } });
    expect((await jobs("retry", id)).result).toMatchObject({ job: { state: "blocked" } });
  });

  it("adds, lists and ends a repeating job", async () => {
    const cron = ["--cron", "0 8 * * *", "--timezone", "Europe/Paris"];
    expect((await jobs("add", "acme-meter", "measure", ...cron)).result).toMatchObject({ repeat: { id: "r1" } });
    expect((await jobs("list")).result).toMatchObject({ repeats: [{ id: "r1", timezone: "Europe/Paris" }] });
    expect(await jobs("cancel", "r1")).toMatchObject({ code: 0, result: { job: { id: "r1" } } });
  });

  it("pauses, resumes and counts", async () => {
    expect((await jobs("pause", "acme-meter")).result).toMatchObject({ paused: "acme-meter" });
    const { result, stderr } = await jobs("stats");
    expect(result).toMatchObject({ stats: { plugins: [{ plugin: "acme-meter", paused: true }] } });
    expect(stderr).toContain("acme-meter (paused): waiting ");
    expect((await jobs("resume", "acme-meter")).result).toMatchObject({ resumed: "acme-meter" });
  });

  it("answers mistakes with codes: 2 for wrong usage, 1 for a refusal", async () => {
    for (const [words, code, name] of [
      [["add"], 2, "wrong_usage"],
      [["add", "acme-nothing", "measure"], 1, "plugin_unknown"],
      [["show", "999"], 1, "job_unknown"],
    ] as const)
      expect(await jobs(...words), words.join(" ")).toMatchObject({ code, result: { code: name } });
  });
});
