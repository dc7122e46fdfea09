import { ForgeError } from "@plugsmith/schemas";
import { decideResetAt } from "../quorum/decide-reset-at.ts";
import { pick, pickText } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readList } from "./read-answer.ts";

/**
 * When a pull request was last force-pushed or given another base, or null. A server that keeps no such history (404)
 * leaves the exact head and base, which are compared anyway.
 */
export async function readResetAt(api: GitHubApi, repository: string, number: number): Promise<string | null> {
  try {
    const events = await readList(api, `/repos/${repository}/issues/${number}/events`);
    return decideResetAt(
      events.map((entry) => ({ event: pickText(entry, "event"), createdAt: String(pick(entry, "created_at")) })),
    );
  } catch (error) {
    if (error instanceof ForgeError && error.facts?.["status"] === 404) return null;
    throw error;
  }
}
