import type { Engine } from "./engine.ts";
import { runLabel } from "./plan-containers.ts";

const list = (text: string) => text.split("\n").filter((id) => /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(id));

/** Ends and removes every container and volume of a run; answers how many there were. Doing it twice changes nothing. */
export async function reapRun(engine: Engine, run: string): Promise<number> {
  const label = `label=${runLabel}=${run}`;
  const containers = list((await engine.run(["ps", "--all", "--quiet", "--no-trunc", "--filter", label])).stdout);
  if (containers.length > 0) await engine.run(["rm", "--force", "--volumes", ...containers]);
  const volumes = list((await engine.run(["volume", "ls", "--quiet", "--filter", label])).stdout);
  if (volumes.length > 0) await engine.run(["volume", "rm", "--force", ...volumes]);
  return containers.length + volumes.length;
}
