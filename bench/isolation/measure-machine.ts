import { spawn } from "node:child_process";
import { isAlive, readProcess } from "./read-process.ts";

/** How long this machine takes, right now and without an attack, for what the limits of an attack are judged by. */
export interface MachinePace {
  /** Slowest of three answers of host and neighbour, ms. */
  readonly answerMs: number;
  /** What two timers of 150 ms and the end of a looping process take beyond those 300 ms, ms. */
  readonly deathMs: number;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** What a host waits before it ends a process that lets its deadline pass: two unanswered pings. */
const proofMs = 150;
const calmMs = 15_000;

async function measureDeath(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  await sleep(100);
  const own = readProcess(child.pid ?? 0);
  const began = performance.now();
  await sleep(proofMs);
  await sleep(proofMs);
  child.kill("SIGKILL");
  while (own && isAlive(own)) await sleep(10);
  const ms = performance.now() - began - 2 * proofMs;
  await gone;
  return ms;
}

/** Gives what an earlier attempt set going the time to end: its slowness is not the next one's. */
async function waitForCalm(answer: () => Promise<void>): Promise<void> {
  for (const until = performance.now() + calmMs; ; await sleep(100))
    try {
      return await answer();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
}

/** The control of a trial, in the same run: measured before the attack, so that what the attack slows down is no excuse. */
export async function measureMachine(answer: () => Promise<void>, mustDie: boolean): Promise<MachinePace> {
  await waitForCalm(answer);
  let answerMs = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const began = performance.now();
    await answer();
    answerMs = Math.max(answerMs, performance.now() - began);
  }
  return { answerMs, deathMs: mustDie ? await measureDeath() : 0 };
}

/** 2 s, or twenty times what the machine needs for an answer without an attack. */
export const limitAnswer = ({ answerMs }: MachinePace): number => Math.max(2_000, 20 * answerMs);

/** 500 ms, and three times what the machine is late with the end of any process. */
export const limitDeath = ({ deathMs }: MachinePace): number => 500 + 3 * deathMs;
