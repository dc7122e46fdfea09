import type { Attempt, Trial } from "./attempt.ts";
import { describeData, findLogEffects, listLogs, measureDataMiB } from "./find-disk-effects.ts";
import { lateAnswer, lateDeath } from "./is-only-late.ts";
import { limitAnswer, limitDeath, measureMachine } from "./measure-machine.ts";
import { type TrialHost, trialLimits } from "./open-host.ts";
import type { World } from "./open-world.ts";
import { isAlive, type ProcessFacts, readFamily, readProcess } from "./read-process.ts";

/** How long an answer about the plugin's process may take before it is asked for again. */
const lookMs = 2_000;
/** The host's own memory, more than before the attack: large messages and their garbage are there for a moment. */
const mostHostMiB = 250;
const lostHost = "the host closed its control socket";
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const within = <T>(ms: number, work: Promise<T>, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(what)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** What the machine looks like while the attack goes on. */
function watch(host: TrialHost, attempt: Attempt, answerMs: number) {
  const seen = new Map<string, ProcessFacts>();
  let running = true;
  let slowest = 0;
  let peakMiB = 0;
  let peakProcesses = 0;
  const hostMiB = () => readProcess(host.pid)?.residentMiB ?? 0;
  const hostBefore = hostMiB();
  let hostPeak = hostBefore;
  const effects = new Set<string>();
  const answering = (async () => {
    while (running && !host.exited()) {
      const began = performance.now();
      await within(answerMs, host.answer(), lateAnswer).catch((error: Error & { code?: string }) => {
        if (host.exited()) effects.add("ended the host");
        else if (error.code === "agent_unreachable") effects.add(lostHost);
        else effects.add(error.code === "call_timeout" ? lateAnswer : error.message);
      });
      slowest = Math.max(slowest, performance.now() - began);
      await sleep(100);
    }
  })();
  let pid: number | undefined;
  async function look(): Promise<void> {
    pid ??= await within(lookMs, host.findPid(attempt), "").catch(() => undefined);
    const family = pid === undefined ? [] : readFamily(pid);
    for (const one of family) seen.set(`${one.pid} ${one.start}`, one);
    peakProcesses = Math.max(peakProcesses, family.length);
    hostPeak = Math.max(hostPeak, hostMiB());
    peakMiB = Math.max(
      peakMiB,
      family.reduce((sum, { residentMiB }) => sum + residentMiB, 0),
    );
  }
  const sampling = (async () => {
    while (running && !host.exited()) {
      await look();
      await sleep(60);
    }
  })();
  return {
    look,
    left: () => [...seen.values()].filter(isAlive),
    async end() {
      running = false;
      await Promise.all([answering, sampling]);
      if (attempt.mostMiB !== undefined && peakMiB > attempt.mostMiB)
        effects.add(`took ${Math.round(peakMiB)} MiB of memory`);
      if (hostPeak - hostBefore > mostHostMiB)
        effects.add(`made the host take ${Math.round(hostPeak - hostBefore)} MiB more`);
      if (attempt.mostProcesses !== undefined && peakProcesses > attempt.mostProcesses)
        effects.add(`ran ${peakProcesses} processes at once`);
      return { slowest, effects };
    },
  };
}

/** Sentences that the attack claims, and secrets in what it brought home. */
function findLoot(value: unknown, secrets: readonly string[]): string[] {
  const text = JSON.stringify(value ?? null);
  const claims = [...text.matchAll(/"did":\s*"((?:[^"\\]|\\.)*)"/g)].map(([, claim = ""]) => claim);
  return [...claims, ...(secrets.some((secret) => text.includes(secret)) ? ["brought a secret home"] : [])];
}

function findWords(value: unknown): string {
  const failed = [...JSON.stringify(value ?? null).matchAll(/"failed":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, words = ""]) => words,
  );
  return [
    ...new Set(failed.map((words) => /\bE[A-Z_]{3,}\b|^[\w.]+(?=:)/.exec(words)?.[0] ?? words.slice(0, 40))),
  ].join(", ");
}

const describeError = (thrown: unknown) => {
  const { code, message } = thrown as { code?: string; message?: string };
  return code ?? message ?? "failed";
};

/** One that has ended since it was counted needs no more. */
function endLeftover(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Loads one hostile plugin, lets it attack, unloads it, and looks at what really happened to the machine. */
export async function runTrial(world: World, host: TrialHost, attempt: Attempt): Promise<Trial> {
  world.reset();
  await host.prepare();
  const target = world.target(host);
  world.reset();
  const pace = await measureMachine(host.answer, attempt.mustDie === true);
  const deadMs = limitDeath(pace);
  const printedBefore = host.mark();
  const logsBefore = listLogs(world);
  const before = new Set(readFamily(host.pid).map(({ pid }) => pid));
  const watching = watch(host, attempt, limitAnswer(pace));
  let value: unknown;
  let refused = "";
  let deadAfterMs: number | undefined;
  try {
    await within(trialLimits.loadMs + 3_000, host.load(attempt), "it never loads");
    value = await within(trialLimits.callMs + 2_500, host.call(attempt, target), "it never answers");
  } catch (thrown) {
    refused = describeError(thrown);
  }
  const over = performance.now();
  const dataMiB = measureDataMiB(world, attempt);
  if (!attempt.mustDie) await watching.look();
  const early = host.exited() ? [] : await world.findEffects();
  if (attempt.mustDie) {
    // Those of now: what the agent starts again after a crash is another process with a clean slate.
    const fresh = host.kind === "warm" ? [] : readFamily(host.pid).filter(({ pid }) => !before.has(pid));
    const hostile = [...watching.left(), ...fresh];
    while (hostile.some(isAlive) && performance.now() - over < deadMs + 1_500 && !host.exited()) await sleep(10);
    deadAfterMs = Math.round(performance.now() - over);
  }
  await within(trialLimits.callMs * 2 + 2_000, host.unload(attempt), "").catch(() => {});
  for (const until = performance.now() + 1_500; watching.left().length > 0 && performance.now() < until; )
    await sleep(20);
  const left = watching.left();
  const { slowest, effects } = await watching.end();
  for (const effect of [
    ...early,
    ...(await world.findEffects()),
    ...findLoot(value, world.secrets),
    ...findLogEffects(world, logsBefore),
    ...describeData(Math.max(dataMiB, measureDataMiB(world, attempt))),
  ])
    effects.add(effect);
  const printed = host.printed(printedBefore);
  if (printed.includes('"polluted"')) effects.add("polluted Object.prototype of the host");
  if (printed.includes("forged-event")) effects.add("published an event in another's name");
  if (printed.includes(world.canary)) effects.add("made the host print a secret");
  if (host.exited()) {
    effects.delete(lostHost);
    effects.add("ended the host");
  }
  if (left.length > 0 && !host.exited()) effects.add(`${left.length} processes still ran after its unload`);
  if (deadAfterMs !== undefined && deadAfterMs > deadMs) effects.add(lateDeath);
  for (const { pid } of left) endLeftover(pid);
  const warm = (value as { warm?: boolean } | undefined)?.warm;
  if (host.kind === "warm" && attempt.runtime === "node" && warm === false)
    throw new Error(`${attempt.id} did not get the spare`);
  return {
    attempt: attempt.id,
    host: host.kind,
    // The table is the same on every machine and in every run.
    effects: [...effects].map((effect) => effect.replaceAll(world.root, "…")),
    stoppedWith: findWords(value) || refused,
    slowestAnswerMs: Math.round(slowest),
    ...(deadAfterMs === undefined ? {} : { deadAfterMs, deadLimitMs: Math.round(deadMs) }),
  };
}
