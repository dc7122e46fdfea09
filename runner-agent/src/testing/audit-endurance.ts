import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentClient } from "@plugsmith/plugin-host";
import type { EnduranceBench } from "./endurance-bench.ts";
import type { EnduranceWorld } from "./endurance-world.ts";
import { listDescendants, listProcesses } from "./process-census.ts";

interface Shown {
  readonly plugins: readonly {
    readonly name: string;
    readonly phase: string;
    readonly version?: string;
    readonly devices: readonly string[];
    readonly held: boolean;
  }[];
  readonly leases: readonly { readonly id: string }[];
  readonly jobs: Readonly<Record<string, number>>;
  readonly outbox: { readonly pending: number };
}

/** Everything below a folder whose name says that it was half written. */
function listHalfWritten(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (/\.tmp$|^tmp-|\.~\d+-\d+$/.test(entry.name)) return [path];
    return entry.isDirectory() ? listHalfWritten(path) : [];
  });
}

/** What the agent says that differs from what it acknowledged. Nothing when it has converged. */
async function auditWords(client: AgentClient, { known, meter }: EnduranceWorld): Promise<string[]> {
  const { plugins, leases, jobs, outbox } = (await client.request("status")) as Shown;
  const stats = (await client.request("jobs", { action: "stats" })) as {
    plugins: { plugin: string; paused: boolean }[];
  };
  const of = (name: string) => plugins.find((plugin) => plugin.name === name);
  const paused = stats.plugins.find(({ plugin }) => plugin === "acme-clock")?.paused === true;
  const open = (jobs["waiting"] ?? 0) + (jobs["running"] ?? 0) + (jobs["delayed"] ?? 0) + (jobs["blocked"] ?? 0);
  const [shown, clock, relay] = [of("acme-meter"), of("acme-clock"), of("acme-relay")];
  const checks: readonly (readonly [boolean, string])[] = [
    [shown?.phase === "active" && shown.version === meter(), `the meter is not active in ${meter()}`],
    [shown?.devices.join() === "A1", "the meter does not serve its device"],
    [clock?.phase === "active", "the clock is not active"],
    [relay?.held === known.relayHeld, `the relay is held: ${relay?.held}`],
    [(relay?.phase === "active") === !known.relayHeld, `the relay is ${relay?.phase}`],
    [paused === known.paused, `the clock's jobs are paused: ${paused}`],
    [leases.length === (known.lease ? 1 : 0), `${leases.length} leases`],
    [known.paused === true || open === 0, `${open} jobs are open`],
    [jobs["dead"] === 0 && jobs["cancelled"] === 0, "jobs are dead or cancelled"],
    [outbox.pending === 0, `${outbox.pending} events wait`],
  ];
  const wrong = checks.flatMap(([right, words]) => (right ? [] : [words]));
  return wrong.length > 0 ? [...wrong, JSON.stringify({ known, plugins, jobs })] : [];
}

/** What lies on the machine that is not this agent's. */
function auditMachine(bench: EnduranceBench, agent: number): string[] {
  const { stateDir } = bench;
  const strays = bench.listStrays(agent).map(({ pid, command }) => `stray process ${pid}: ${command.slice(0, 200)}`);
  const commands = listDescendants(agent, listProcesses()).map(({ command }) => command);
  const spares = existsSync(join(stateDir, "spares")) ? readdirSync(join(stateDir, "spares")) : [];
  const lock = readFileSync(join(stateDir, "agent.lock"), "utf8");
  const groups = bench.listGroups().filter((name) => name !== bench.groupOf(agent));
  return [
    ...strays,
    ...spares.filter((name) => !commands.some((one) => one.includes(name))).map((name) => `left: spares/${name}`),
    ...listHalfWritten(stateDir).map((path) => `half written: ${path}`),
    ...groups.map((name) => `left: control group ${name}`),
    ...(lock.startsWith(`${agent} `) ? [] : [`the lock names another process: ${lock}`]),
  ];
}

/** Waits until the bench is as the reference has it; throws with what is still wrong after `patienceMs`. */
export async function expectConverged(
  bench: EnduranceBench,
  world: EnduranceWorld,
  client: AgentClient,
  agent: number,
  patienceMs: number,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const words = await auditWords(client, world);
    const problems = words.length > 0 ? words : auditMachine(bench, agent);
    if (problems.length === 0) return;
    if (performance.now() > deadline) throw new Error(`it did not converge:\n${problems.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
