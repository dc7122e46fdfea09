import { openFakeForge } from "../../runner-agent/src/testing/fake-forge.ts";
import type { Attempt, Trial } from "./attempt.ts";
import { openAgentHost, openBareHost, type TrialHost } from "./open-host.ts";
import { openWorld } from "./open-world.ts";
import { publishAttempts } from "./publish-attempts.ts";
import { runTrial } from "./run-trial.ts";

/** Runs each attempt on each kind of host, one after the other. A spare is a Node process, so Python starts cold only. */
export async function runTrials(
  attempts: readonly Attempt[],
  kinds: readonly Trial["host"][],
  say: (trial: Trial) => void = () => {},
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const kind of kinds) {
    const world = await openWorld();
    const forge = await openFakeForge();
    publishAttempts(forge, attempts, world.canary);
    const open = () => (kind === "bare" ? openBareHost(world) : openAgentHost(world, kind, forge.apiUrl));
    let host: TrialHost | undefined;
    try {
      for (const attempt of attempts.filter(({ runtime }) => kind !== "warm" || runtime === "node")) {
        world.reset();
        host ??= await open();
        const trial = await runTrial(world, host, attempt);
        trials.push(trial);
        say(trial);
        if (kind !== "bare" && !host.exited()) continue;
        await host.close();
        host = undefined;
      }
    } finally {
      await host?.close();
      await forge.close();
      await world.close();
    }
  }
  return trials;
}
