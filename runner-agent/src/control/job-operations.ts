import { ForgeError } from "@plugsmith/schemas";
import type { JobQueue } from "../jobs/job-queue.ts";
import { type JobState, jobStates } from "../jobs/job-state.ts";
import { readText } from "./control-protocol.ts";

type Params = Readonly<Record<string, unknown>>;

const actions = ["add", "list", "show", "retry", "cancel", "pause", "resume", "stats"] as const;
const mostListed = 1_000;

function readState(value: unknown): JobState | undefined {
  if (value === undefined) return undefined;
  const state = jobStates.find((known) => known === value);
  if (state) return state;
  throw new ForgeError("wrong_usage", { message: "No such state.", hint: `States: ${jobStates.join(", ")}.` });
}

/** The method `jobs` of the control socket: `{action, …}`. @throws ForgeError `wrong_usage`, and what the queue throws. */
export function operateJobs(queue: JobQueue) {
  const readOptional = (params: Params) => (params["plugin"] === undefined ? undefined : readText(params, "plugin"));

  return async (params: Params): Promise<unknown> => {
    const action = actions.find((known) => known === params["action"]);
    switch (action) {
      case "add":
        return queue.add(params["job"]);
      case "list": {
        const plugin = readOptional(params);
        const state = readState(params["state"]);
        const limit = Math.min(mostListed, Math.max(1, Math.trunc(Number(params["limit"] ?? 50)) || 50));
        return queue.list({ ...(plugin ? { plugin } : {}), ...(state ? { state } : {}), limit });
      }
      case "show":
        return queue.show(readText(params, "id"));
      case "retry":
        return queue.retry(readText(params, "id"));
      case "cancel":
        return queue.cancel(readText(params, "id"));
      case "pause":
      case "resume": {
        const plugin = readOptional(params);
        await queue[action](plugin);
        return { [action === "pause" ? "paused" : "resumed"]: plugin ?? "all" };
      }
      case "stats":
        return queue.stats();
      default:
        throw new ForgeError("wrong_usage", {
          message: "jobs needs an action.",
          hint: `It has: ${actions.join(", ")}.`,
        });
    }
  };
}
