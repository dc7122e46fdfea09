import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { RequestedRun } from "../local-github.ts";

const files = {
  ".github/workflows/issues.yml":
    "name: Issues\non:\n  issues: { types: [opened] }\n  repository_dispatch: { types: [bench] }\n  schedule: [{ cron: '0 3 * * *' }]\njobs: {}\n",
  ".github/workflows/wake.yml": "name: Wake\non: [pull_request, pull_request_review]\njobs: {}\n",
  ".github/workflows/after.yml":
    "name: After\non:\n  workflow_run: { workflows: [Wake], types: [completed] }\njobs: {}\n",
  ".github/workflows/push.yml": "name: Push\non:\n  push: { branches: [topic] }\njobs: {}\n",
};
const runs: RequestedRun[] = [];
const seen = async (): Promise<string[]> => {
  await pair.github.idle();
  await new Promise((resolve) => setImmediate(resolve));
  return runs.splice(0).map((run) => `${run.event} ${run.workflowPath.split("/").at(-1)} ${run.ref}`);
};

beforeAll(async () => {
  pair.github.onRunRequested((run) => runs.push(run));
  await pair.plain.commit("main", files);
  await pair.local.commit("main", files);
});

describe("workflows that wait for events", () => {
  it("never start in plain emulate", async () => {
    await pair.plain.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    expect((await pair.plain.call({ as: "bot", route: "GET ~/actions/runs" })).json.total_count).toBe(0);
  });

  it("start on the event and type they name, with its payload", async () => {
    await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    await pair.github.idle();
    expect(runs[0]).toMatchObject({
      event: "issues",
      payload: { issue: { title: "x" } },
      actor: { login: "requester" },
      inputs: {},
    });
    expect(await seen()).toEqual(["issues issues.yml refs/heads/main"]);
    await pair.local.call({ as: "requester", route: "PATCH ~/issues/1", body: { state: "closed" } });
    await pair.local.call({ as: "bot", route: "POST ~/dispatches", body: { event_type: "other" } });
    expect(await seen()).toEqual([]);
    await pair.local.call({ as: "bot", route: "POST ~/dispatches", body: { event_type: "bench" } });
    expect(await seen()).toEqual(["repository_dispatch issues.yml refs/heads/main"]);
  });

  it("start on a pull request, its pushes and reviews, from the default branch's file", async () => {
    const number = await pair.local.openPull("topic");
    await pair.local.call({ as: "owner", route: `POST ~/pulls/${number}/reviews`, body: { event: "APPROVE" } });
    const place = `wake.yml refs/pull/${number}/merge`;
    expect(await seen()).toEqual([
      "push push.yml refs/heads/topic",
      `pull_request ${place}`,
      `pull_request_review ${place}`,
    ]);
  });

  it("start when a run of a named workflow is over", async () => {
    const { workflow_runs } = (await pair.local.call({ as: "bot", route: "GET ~/actions/runs?event=pull_request" }))
      .json;
    await pair.github.updateRun(workflow_runs[0].id, { status: "completed", conclusion: "success" });
    expect(await seen()).toEqual(["workflow_run after.yml refs/heads/main"]);
  });

  it("start on the clock", async () => {
    await pair.github.fireSchedule("forge/plugins");
    expect(await seen()).toEqual(["schedule issues.yml refs/heads/main"]);
  });

  it("do not start on what a job's token did", async () => {
    const job = pair.github.issueJobToken({
      repository: "forge/plugins",
      permissions: { issues: "write", contents: "write" },
      runId: 1,
    });
    await pair.local.call({ as: job, route: "POST ~/issues", body: { title: "by a job" } });
    await pair.local.call({
      as: job,
      route: "PUT ~/contents/x.txt",
      body: { message: "m", content: "YQ==", branch: "topic" },
    });
    expect(await seen()).toEqual([]);
  });
});
