import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { ConfinedRequest, ConfinedResult } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import { applyEmptyImage } from "./apply-image.ts";
import type { Engine, EngineAnswer, EngineCall } from "./engine.ts";
import { gatherContainerCosts } from "./gather-container-costs.ts";
import { type ContainerPlan, type PlannedContainer, planContainers, runnerImage } from "./plan-containers.ts";
import { readContainerOwner } from "./read-container-owner.ts";
import { reapRun } from "./reap-run.ts";
import type { ShopContainer } from "./shop-container.ts";
import type { Watchdog } from "./watchdog-transport.ts";

export interface ContainerPorts {
  readonly engine: Engine;
  /** Starts what removes the run when this process is killed. */
  watch(run: string): Watchdog;
}

export interface ContainerRun {
  readonly container: ShopContainer;
  readonly images: { readonly shop: string; readonly database: string | undefined };
  readonly adminPassword: string;
}

/** As the other boundary binds them; what is not there is left out. */
const system = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache"];
const startMs = 60_000;
const tail = (words: string) => words.trim().slice(-1200);
const roleOf = (name: string) => name.split("-").at(-1);

const fail = (message: string) =>
  new ForgeError("sandbox_failed", {
    message: message.slice(0, 1900),
    hint: "This is no verdict on the plugin. docker run with the same image shows its own words.",
  });

/** The commands of one run, and their ends. */
class Commands {
  readonly #engine: Engine;
  readonly #all: Promise<unknown>[] = [];
  readonly #over = new AbortController();
  readonly #timeoutMs: number;
  /** Last words of containers that ended. */
  readonly words = new Map<string, string>();

  constructor(engine: Engine, timeoutMs: number) {
    this.#engine = engine;
    this.#timeoutMs = timeoutMs;
  }

  get over(): AbortSignal {
    return this.#over.signal;
  }

  async start({ name, args, environment }: PlannedContainer, call: EngineCall = { lastWords: true }) {
    const how = { timeoutMs: this.#timeoutMs, signal: this.over, environment, ...call };
    const answer = this.#engine.run(args, how);
    this.#all.push(answer);
    const ended = await answer;
    this.words.set(name, tail(ended.stderr));
    return { name, ...ended };
  }

  /** Waits until a container runs; false when its command ended before. */
  async waitForStart(name: string): Promise<boolean> {
    const until = Date.now() + startMs;
    while (!this.words.has(name) && Date.now() < until) {
      const { stdout } = await this.#engine.run(["container", "inspect", "--format", "{{.State.Running}}", name]);
      if (stdout.trim() === "true") return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await Promise.allSettled(this.#all);
  }
}

function toResult(answer: EngineAnswer, request: ConfinedRequest): Pick<ConfinedResult, "exitCode" | "stdout"> {
  const { stopped, exitCode, stdout } = answer;
  if (stopped === "timeout")
    throw new ForgeError("confined_timeout", {
      message: `The scenario was ended after ${request.timeoutMs} ms.`,
      hint: "Containers on a busy machine are slow; try again on a quiet one.",
    });
  if (stopped === "output")
    throw new ForgeError("confined_output_too_large", {
      message: `The scenario printed more than ${request.maxOutputBytes} bytes.`,
    });
  return { exitCode, stdout };
}

/** Starts everything in its order and answers how the scenario's program ended. */
async function play(
  engine: Engine,
  commands: Commands,
  plan: ContainerPlan,
  request: ConfinedRequest,
  countLayer: boolean,
): Promise<{ answer: EngineAnswer; peakMiB: number }> {
  const made = await engine.run(plan.volume);
  if (made.exitCode !== 0) throw fail(`The shop's folder could not be made: ${tail(made.stderr)}`);
  const input = { input: request.input ?? "", maxOutputBytes: request.maxOutputBytes };
  const runner = commands.start(plan.runner, input);
  if (!(await commands.waitForStart(plan.runner.name))) {
    const said = commands.words.get(plan.runner.name) ?? "it took too long";
    throw fail(`The scenario's container did not start; the engine must see this machine's folders. ${said}`);
  }
  const seeded = plan.seed && (await commands.start(plan.seed));
  if (seeded && seeded.exitCode !== 0) throw fail(`The shop's files could not be copied: ${tail(seeded.stderr)}`);
  const beside = [plan.database, plan.shop].filter((one) => one !== undefined);
  const early = beside.map((one) => commands.start(one));
  const names = [plan.runner, ...beside].map(({ name }) => name);
  const costs = gatherContainerCosts(engine, names, commands.over, countLayer ? plan.shop.name : undefined);
  const first = await Promise.race([runner, ...early, costs.tooMuch]);
  if (typeof first === "string") throw fail(first);
  if (first.name !== plan.runner.name) {
    const said = commands.words.get(first.name);
    throw fail(`The container ${roleOf(first.name)} ended with ${first.exitCode}: ${said}`);
  }
  return { answer: first, peakMiB: costs.peakMiB() };
}

/**
 * Plays a scenario's program beside a shop's containers, all in one network namespace that has loopback and nothing else, and
 * removes everything afterwards. Answers as the kit's `runConfined`.
 * @throws ForgeError `confined_timeout`, `confined_output_too_large`, `sandbox_failed` (a container did not start, or ended early).
 */
export async function applyContainers(
  { engine, watch }: ContainerPorts,
  { container, images, adminPassword }: ContainerRun,
  request: ConfinedRequest,
): Promise<ConfinedResult> {
  const run = randomBytes(8).toString("hex");
  const began = performance.now();
  await applyEmptyImage(engine, runnerImage);
  const secrets = { databasePassword: randomBytes(16).toString("hex"), adminPassword };
  const plan = planContainers({
    ...{ run, owner: readContainerOwner(), container, images, secrets, request },
    system: system.filter((path) => existsSync(path)),
  });
  const commands = new Commands(engine, request.timeoutMs);
  const watchdog = watch(run);
  const clear = async () => {
    await reapRun(engine, run);
    await commands.stop();
  };
  try {
    const { answer, peakMiB } = await play(engine, commands, plan, request, !container.readOnly);
    const { exitCode, stdout } = toResult(answer, request);
    // Only with their end come the words of containers that still live.
    if (exitCode !== 0) await clear();
    const beside = [...commands.words].filter(([name]) => name !== plan.runner.name);
    const said = beside.map(([name, words]) => `[${roleOf(name)}] ${words}\n`).join("");
    return {
      ...{ exitCode, stdout, signal: null, level: "os", peakRssMiB: peakMiB },
      stderr: exitCode === 0 ? answer.stderr : `${said}${answer.stderr}`,
      durationMs: Math.round(performance.now() - began),
    };
  } finally {
    await clear();
    watchdog.dismiss();
  }
}
