import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyLeftovers } from "../../../actions/sandbox/src/cms/docker/apply-leftovers.ts";
import type { Engine } from "../../../actions/sandbox/src/cms/docker/engine.ts";
import { projectRoot } from "../../scripts/run-program.ts";
import { findProcesses } from "../cms/try-hostile-plugin.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const label = ["--filter", "label=org.plugsmith.run"];

/** Containers, volumes and watchdogs of any run. */
async function listRuns(engine: Engine): Promise<string[]> {
  const containers = (await engine.run(["ps", "--all", "--format", "{{.Names}}", ...label])).stdout;
  const volumes = (await engine.run(["volume", "ls", "--quiet", ...label])).stdout;
  const dogs = findProcesses("watchdog/main.ts").map((pid) => `watchdog ${pid}`);
  return [...`${containers}${volumes}`.split("\n").filter(Boolean), ...dogs];
}

export interface KillOutcome {
  /** What was there when the step was killed. */
  readonly there: readonly string[];
  readonly left: readonly string[];
  readonly secondsUntilGone: number;
}

/**
 * Kills the pipeline with SIGKILL while the shop's containers run, and answers what stays. `watchdogToo` kills that as well, so
 * that only the next run can remove them: `applyLeftovers` is what it does first.
 */
export async function killContainerStep(
  engine: Engine,
  images: readonly [shop: string, database: string],
  watchdogToo: boolean,
): Promise<KillOutcome> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-kill-"));
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith("plugsmith-cms"));
  try {
    const plugin = join(work, "plugins/acme-pay");
    cpSync(join(projectRoot, "templates/fixtures/woocommerce-full-fr/tree"), plugin, { recursive: true });
    const inputs = ["--sandbox", "docker", "--image", images[0], "--database-image", images[1]];
    const args = ["app/cli/src/main.ts", "pipeline", plugin, ...inputs, "--out-dir", join(work, "out")];
    const step = spawn(process.execPath, args, { cwd: projectRoot, stdio: "ignore" });
    const until = Date.now() + 120_000;
    const isUp = (things: readonly string[]) =>
      things.some((name) => name.endsWith("-shop")) && findProcesses("/browser/chromium").length > 0;
    let there = await listRuns(engine);
    while (!isUp(there) && step.exitCode === null && Date.now() < until) {
      await pause(200);
      there = await listRuns(engine);
    }
    if (!isUp(there)) {
      step.kill("SIGKILL");
      return { there, left: ["the shop never ran, so nothing was tried"], secondsUntilGone: 0 };
    }
    const dogs = findProcesses("watchdog/main.ts");
    step.kill("SIGKILL");
    if (watchdogToo) for (const pid of dogs) process.kill(pid, "SIGKILL");
    const killed = Date.now();
    if (watchdogToo) {
      await pause(2000);
      await applyLeftovers(engine, Date.now());
    }
    let left = await listRuns(engine);
    while (left.length > 0 && Date.now() - killed < 40_000) {
      await pause(500);
      left = await listRuns(engine);
    }
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith("plugsmith-cms") && !before.includes(name));
    return { there, left: [...left, ...after], secondsUntilGone: Math.round((Date.now() - killed) / 1000) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
