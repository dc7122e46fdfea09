import type { JobDetail, JobStats } from "@plugsmith/runner-agent";
import { describe, expect, it } from "vitest";
import { renderJobDetail, renderJobList, renderJobStats } from "./render-jobs.ts";

const plain = (_style: string, text: string) => text;
const job: JobDetail = {
  id: "7",
  plugin: "acme-meter",
  name: "measure",
  state: "dead",
  priority: 0,
  attempts: 3,
  maxAttempts: 3,
  interruptions: 0,
  key: "order-17",
  due: "2026-01-01T00:00:00.000Z",
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: "2026-01-01T00:00:01.000Z",
  finishedAt: "2026-01-01T00:00:02.000Z",
  parent: null,
  failure: { code: "call_failed", message: "wet\u001b[31m" },
  data: { channel: 2 },
  result: null,
  timeoutMs: 1,
  backoff: { firstMs: 1, maxMs: 1 },
  children: [],
};
const repeat = {
  id: "r1",
  plugin: "acme-meter",
  name: "sweep",
  key: null,
  cron: "* * * * *",
  timezone: "UTC",
  next: "2026-01-01T00:01:00.000Z",
  last: "7",
};

describe("jobs for people", () => {
  it("take a line each, repeating ones first, with why they failed and without the plugin's control characters", () => {
    expect(renderJobList({ jobs: [job], repeats: [repeat] }, plain).split("\n")).toEqual([
      "r1  acme-meter sweep  * * * * * (UTC), next 2026-01-01T00:01:00.000Z, last was job 7",
      "7  acme-meter measure  dead, try 3 of 3, key order-17, call_failed: wet�[31m",
    ]);
    expect(renderJobList({ jobs: [], repeats: [] }, plain)).toBe("No jobs.");
  });

  it("show what they carry, what came of it and what they waited for", () => {
    const done = { ...job, state: "done", failure: null, result: { volts: 3.3 }, parent: "9" } as const;
    const text = renderJobDetail({ ...done, children: [{ ...job, id: "6", state: "delayed" }] }, plain);
    for (const part of ['data {"channel":2}', 'result {"volts":3.3}', "job 9 waits for it", "after 6", "not before"])
      expect(text).toContain(part);
    expect(renderJobDetail(repeat, plain)).toContain("r1");
  });

  it("are counted in all and by plugin", () => {
    const total = { blocked: 0, delayed: 1, waiting: 2, running: 3, cancelling: 0, done: 4, dead: 5, cancelled: 6 };
    const stats: JobStats = {
      plugins: [{ plugin: "acme-meter", paused: true, jobs: total }],
      total,
      repeats: 1,
      paused: false,
    };
    expect(renderJobStats(stats)).toBe(
      "all: waiting 2, delayed 1, blocked 0, running 3, done 4, dead 5, cancelled 6, repeating 1\n" +
        "  acme-meter (paused): waiting 2, delayed 1, blocked 0, running 3, done 4, dead 5, cancelled 6",
    );
  });
});
