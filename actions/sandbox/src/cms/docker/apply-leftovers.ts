import { decideLeftovers } from "./decide-leftovers.ts";
import type { Engine } from "./engine.ts";
import { readContainerOwner, readStart } from "./read-container-owner.ts";
import { readLabelledThings } from "./read-labelled-things.ts";
import { reapRun } from "./reap-run.ts";

/** Removes what runs that were killed left behind; answers how many runs. */
export async function applyLeftovers(engine: Engine, nowMs: number): Promise<number> {
  const dead = decideLeftovers(await readLabelledThings(engine), readContainerOwner(), readStart, nowMs);
  for (const run of dead) await reapRun(engine, run);
  return dead.length;
}
