import { zeroSha } from "../git/build-ref-events.ts";
import { startEventRuns, startPushRuns } from "../runs/start-event-runs.ts";
import type { Correction } from "../world.ts";

/** emulate starts no workflow on any event. */
export const eventRuns: Correction = (world) => {
  world.afterEvent.push(async (event) => {
    if (event.event !== "push") await startEventRuns(world, event);
    else if (
      event.repo &&
      event.by.kind !== "job" &&
      event.payload.after !== zeroSha &&
      event.payload.ref.startsWith("refs/heads/")
    ) {
      const actor = world.gh.users.findOneBy("login", event.payload.sender.login);
      if (actor) await startPushRuns(world, event.repo, event.payload.ref, event.payload.after, event.payload, actor);
    }
  });
};
