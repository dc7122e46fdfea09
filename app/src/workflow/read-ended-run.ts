import { setTimeout as wait } from "node:timers/promises";
import { ForgeError } from "@plugsmith/schemas";
import type { ApiRequest, RepositoryName } from "../github/api-request.ts";
import { asRecord, asText, type Loose } from "../github/decode-value.ts";

const patience = { pauseMs: 1000, longestMs: 120_000 };

/**
 * A run once it has ended. Its last job started us, so seconds are enough; after two minutes it throws `not_now` and leaves the
 * run to the next sweep.
 */
export async function readEndedRun(
  request: ApiRequest,
  repository: RepositoryName,
  runId: number,
  { pauseMs, longestMs } = patience,
): Promise<Loose> {
  const { owner, repo } = repository;
  for (let waited = 0; waited <= longestMs; waited += pauseMs) {
    const answer = await request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { owner, repo, run_id: runId });
    const run = asRecord(answer.data);
    if (asText(run["status"]) === "completed") return run;
    await wait(pauseMs);
  }
  throw new ForgeError("not_now", {
    message: `Run ${runId} has not ended within ${longestMs / 1000} seconds.`,
    hint: "The next scheduled look finds it.",
  });
}
