import { describe, expect, it } from "vitest";
import { openTestQueue } from "../testing/open-test-queue.ts";
import { operateJobs } from "./job-operations.ts";

describe("operateJobs", () => {
  it("adds, shows, lists and counts by action", async () => {
    const operate = operateJobs(openTestQueue().queue);
    const job = { plugin: "acme-meter", name: "measure", delayMs: 1_000 };
    expect(await operate({ action: "add", job })).toMatchObject({ job: { id: "1", state: "delayed" } });
    expect(await operate({ action: "show", id: "1" })).toMatchObject({ name: "measure" });
    expect(await operate({ action: "list", state: "delayed", limit: 5 })).toMatchObject({ jobs: [{ id: "1" }] });
    expect(await operate({ action: "list", plugin: "acme-relay" })).toEqual({ jobs: [], repeats: [] });
    expect(await operate({ action: "stats" })).toMatchObject({ total: { delayed: 1 } });
    expect(await operate({ action: "pause" })).toEqual({ paused: "all" });
    expect(await operate({ action: "resume", plugin: "acme-meter" })).toEqual({ resumed: "acme-meter" });
  });

  it.each([{}, { action: "sing" }, { action: "list", state: "asleep" }, { action: "show" }])(
    "refuses %j as wrong usage",
    async (params) => {
      const operate = operateJobs(openTestQueue().queue);
      await expect(operate(params)).rejects.toMatchObject({ code: "wrong_usage" });
    },
  );
});
