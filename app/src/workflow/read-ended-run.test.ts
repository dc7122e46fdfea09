import { describe, expect, it } from "vitest";
import { readEndedRun } from "./read-ended-run.ts";

const repository = { owner: "acme", repo: "forge" };
const answering = (statuses: string[]) => async (route: string, parameters?: Record<string, unknown>) => {
  expect(route).toBe("GET /repos/{owner}/{repo}/actions/runs/{run_id}");
  expect(parameters).toMatchObject({ run_id: 5 });
  return { status: 200, data: { id: 5, status: statuses.length > 1 ? statuses.shift() : statuses[0] } };
};

describe("the run that woke the bot", () => {
  it("is read again until it has ended", async () => {
    const run = await readEndedRun(answering(["in_progress", "in_progress", "completed"]), repository, 5, {
      pauseMs: 1,
      longestMs: 5,
    });
    expect(run).toMatchObject({ id: 5, status: "completed" });
  });

  it("is left to the next look when it does not end", async () => {
    const waiting = readEndedRun(answering(["in_progress"]), repository, 5, { pauseMs: 1, longestMs: 5 });
    await expect(waiting).rejects.toMatchObject({ code: "not_now" });
  });
});
