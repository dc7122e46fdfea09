import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/** emulate takes any unknown token for its first user; GitHub answers 401. */
export const unknownToken: Correction = (world) => {
  world.before.push(({ caller }) => {
    if (caller.kind === "unknown") throw new GitHubRefusal(401, "Bad credentials");
  });
};
