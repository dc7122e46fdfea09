import { type ContainerOwner, parseOwner } from "./container-owner.ts";

/** Something of the engine that carries the label of a run. */
export interface LabelledThing {
  readonly run: string;
  readonly owner: string | undefined;
  /** Milliseconds since 1970; undefined when the engine did not say. */
  readonly createdMs: number | undefined;
}

/** No run lasts longer: the longest deadline of a scenario is a quarter of it. */
const longestRunMs = 2 * 3600_000;

/**
 * Runs whose step is dead, from what the engine still has. A step of this boot and process namespace is dead when no process
 * has its number and start; of others only the age can tell.
 */
export function decideLeftovers(
  things: readonly LabelledThing[],
  here: ContainerOwner,
  startOf: (pid: number) => string | undefined,
  nowMs: number,
): readonly string[] {
  const isDead = ({ owner: label, createdMs }: LabelledThing) => {
    const owner = parseOwner(label);
    const visible = owner && owner.boot === here.boot && owner.namespace === here.namespace;
    if (visible) return startOf(owner.pid) !== owner.started;
    return createdMs !== undefined && nowMs - createdMs > longestRunMs;
  };
  return [...new Set(things.filter(isDead).map(({ run }) => run))];
}
