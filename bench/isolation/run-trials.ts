import { openFakeForge } from "../../runner-agent/src/testing/fake-forge.ts";
import type { Attempt, Trial } from "./attempt.ts";
import { openAgentHost, openBareHost, type TrialHost } from "./open-host.ts";
import { openWorld } from "./open-world.ts";
import { publishAttempts } from "./publish-attempts.ts";
import { runTrial } from "./run-trial.ts";

async function playAll(
  attempts: readonly Attempt[],
  kind: Trial["host"],
  say: (trial: Trial) => void,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  const world = await openWorld();
  const forge = await openFakeForge();
  publishAttempts(forge, attempts, world.canary);
  const open = () => (kind === "bare" ? openBareHost(world) : openAgentHost(world, kind, forge.apiUrl));
  let host: TrialHost | undefined;
  try {
    for (const attempt of attempts) {
      world.reset();
      host ??= await open();
      const trial = await runTrial(world, host, attempt);
      trials.push(trial);
      say(trial);
      if (!host.exited()) continue;
      await host.close();
      host = undefined;
    }
  } finally {
    await host?.close();
    await forge.close();
    await world.close();
  }
  return trials;
}

/**
 * Runs each attempt on each kind of host, one after the other: all on the one agent, each on a bare host and machine of its
 * own, because few of them leave it whole. A spare is a Node process, so Python starts cold only.
 */
export async function runTrials(
  attempts: readonly Attempt[],
  kinds: readonly Trial["host"][],
  say: (trial: Trial) => void = () => {},
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const kind of kinds) {
    const able = attempts.filter(({ runtime }) => kind !== "warm" || runtime === "node");
    for (const some of kind === "bare" ? able.map((one) => [one]) : [able])
      trials.push(...(await playAll(some, kind, say)));
  }
  return trials;
}
