import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startTestRunner } from "@plugsmith/local/testing";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMeterBench } from "../testing/open-meter-bench.ts";

/** For processes to start on a busy machine. */
const slowMs = 60_000;
const folder = join(import.meta.dirname, "../../../../actions/bench");
const main = join(folder, "src/main.ts");
const actionFile = readFileSync(join(folder, "action.yml"), "utf8");
const declared = (load(actionFile) as { inputs: Record<string, { default: string }> }).inputs;
const defaults = Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, value]));
let bench: Awaited<ReturnType<typeof openMeterBench>>;
const children: { kill(signal: "SIGKILL"): void }[] = [];

beforeAll(async () => {
  bench = await openMeterBench();
}, 2 * slowMs);
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await bench.close();
});

/** One process of the action as a runner starts it; `states` are what its main saved. */
function startAction(inputs: Readonly<Record<string, string>>, states: Readonly<Record<string, string>> = {}) {
  const place = mkdtempSync(join(bench.root, "job-"));
  const [output, state] = [join(place, "output"), join(place, "state")];
  for (const file of [output, state]) writeFileSync(file, "");
  const all = Object.entries({ ...defaults, socket: bench.socket, ...inputs });
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env["PATH"],
      ...Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...Object.fromEntries(Object.entries(states).map(([name, value]) => [`STATE_${name}`, value])),
      GITHUB_OUTPUT: output,
      GITHUB_STATE: state,
      GITHUB_WORKSPACE: place,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_RUN_ID: "7",
    },
  });
  children.push(child);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const read = (file: string) =>
    Object.fromEntries(
      readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
  const exited = new Promise<{ code: number | null; log: string; outputs: Record<string, string> }>((resolve) =>
    child.once("close", (code) => resolve({ code, log, outputs: read(output) })),
  );
  return { child, exited, place, states: () => read(state), remove: () => rmSync(place, { recursive: true }) };
}

describe("actions/bench", { timeout: 3 * slowMs }, () => {
  it("waits for a device, calls its plugin, shows the log, collects the files, and lets go after the job", async () => {
    const job = startAction({ device: "0403:6001", method: "measure", args: "{}" });
    await bench.plugIn();
    const { code, log, outputs } = await job.exited;
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(outputs).toMatchObject({ status: "success", device: "S1", value: '{"volts":5}' });
    expect(readFileSync(join(job.place, "bench-artifacts/captures/run.csv"), "utf8")).toBe("1,2,3");
    expect(readFileSync(join(job.place, "bench-artifacts/value.json"), "utf8")).toBe('{"volts":5}\n');
    expect(log).toMatch(/^acme-meter info: ::error::measuring$/m);
    expect(log).toContain(`::add-mask::${outputs["lease"]}`);
    expect(bench.agent.status().leases).toMatchObject([{ device: "S1", holder: "acme/shop run 7.1" }]);
    const states = job.states();
    for (const message of ["given back", "over already"]) {
      const post = await startAction({ device: "0403:6001" }, states).exited;
      expect(post).toMatchObject({ code: 0 });
      expect(post.log).toContain(message);
      expect(bench.agent.status().leases).toEqual([]);
    }
  });

  it("fails with the plugin's words, and still collects what it wrote", async () => {
    const job = startAction({ plugin: "acme-meter", method: "measure", args: '{"fail": true}', release: "step" });
    const { code, log, outputs } = await job.exited;
    expect(code).toBe(1);
    expect(JSON.parse(outputs["result"] ?? "")).toMatchObject({ status: "failed", code: "call_failed" });
    expect(log).toContain("the probe is wet");
    expect(readFileSync(join(job.place, "bench-artifacts/captures/run.csv"), "utf8")).toBe("1,2,3");
    await bench.awaitLeases(0);
  });

  it("lets go at once when its process is killed in the middle of a call, and the next in the queue is served", async () => {
    const slow = startAction({ device: "S1", method: "measure", args: '{"waitMs": 60000}' });
    await bench.awaitLeases(1);
    const next = startAction({ device: "S1", method: "measure", args: "{}", release: "step" });
    while (bench.agent.status().leaseQueue.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    slow.child.kill("SIGKILL");
    const { code, log } = await next.exited;
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log).toContain("Waiting for S1: next in the queue; acme/shop run 7.1 holds it until");
    await bench.awaitLeases(0);
  });

  it("fails when nobody answers, when the device does not come, and on wrong inputs", async () => {
    for (const [inputs, reason] of [
      [{ device: "S1", socket: join(bench.root, "none.sock") }, "agent_unreachable"],
      [{ device: "S9", "wait-minutes": "0" }, "lease_held"],
      [{ device: "S1", args: "7" }, "input_invalid"],
      [{ device: "S1", method: "paint", "wait-minutes": "0.01", release: "step" }, "method_unknown"],
    ] as const) {
      const { code, outputs } = await startAction(inputs).exited;
      expect({ code, result: JSON.parse(outputs["result"] ?? "") }).toMatchObject({
        code: 1,
        result: { code: reason },
      });
    }
  });

  it("runs by `uses:` in a workflow job: one step reserves, others use the lease, and the job's end lets go", async () => {
    const runner = startTestRunner();
    const workflow = [
      "on: workflow_dispatch",
      "permissions: {}",
      "jobs:",
      "  hardware:",
      "    runs-on: self-hosted",
      `    env: {PLUGSMITH_AGENT_SOCKET: '${bench.socket}'}`,
      "    steps:",
      "      - {id: board, uses: $/actions/bench, with: {device: S1}}",
      "      - id: volts",
      "        uses: $/actions/bench",
      "        with: {plugin: acme-meter, lease: '${{ steps.board.outputs.lease }}', method: measure}",
      "      - {run: 'echo value ${{ fromJSON(steps.volts.outputs.value).volts }}; cat bench-artifacts/captures/run.csv'}",
      "      - {run: 'exit 3'}",
    ].join("\n");
    const end = await runner.run(
      {
        "package.json": '{"type":"module"}',
        "actions/bench/action.yml": actionFile,
        "actions/bench/dist/main.js": `await import(${JSON.stringify(pathToFileURL(main).href)});`,
        ".github/workflows/t.yml": workflow,
      },
      "t.yml",
    );
    await runner.stop();
    expect(end.conclusion).toBe("failure");
    expect(end.lines).toEqual(expect.arrayContaining(["value 5", "1,2,3", "The lease was given back."]));
    expect(bench.agent.status().leases).toEqual([]);
  });
});
