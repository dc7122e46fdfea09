import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const workflow = "name: W\non: workflow_dispatch\njobs: {}\n";
const list = async (query = "") => (await pair.local.call({ as: "bot", route: `GET ~/actions/runs${query}` })).json;
let ids: number[] = [];

beforeAll(async () => {
  await pair.local.commit("main", { ".github/workflows/w.yml": workflow });
  for (let index = 0; index < 3; index++) {
    const { json } = await pair.local.call({
      as: "bot",
      route: "POST ~/actions/workflows/w.yml/dispatches",
      body: { ref: "main", return_run_details: true },
    });
    ids.push(json.workflow_run_id);
  }
});

describe("workflow runs", () => {
  it("cannot be in plain emulate", async () => {
    expect((await pair.plain.call({ as: "bot", route: "GET ~/actions/runs" })).json.total_count).toBe(0);
  });

  it("go through their states with an event for each, and show their title", async () => {
    const [id = 0] = ids;
    const calledWorkflows = [{ path: `acme/lib/.github/workflows/l.yml@${"c".repeat(40)}`, sha: "c".repeat(40) }];
    await pair.github.updateRun(id, { status: "in_progress", displayTitle: "forge-pipeline csv abc", calledWorkflows });
    await pair.github.updateRun(id, { status: "completed", conclusion: "success" });
    await pair.github.idle();
    expect((await pair.local.hooks.find("workflow_run", "in_progress"))?.payload.workflow_run.id).toBe(id);
    expect((await pair.local.hooks.find("workflow_run", "completed"))?.payload).toMatchObject({
      workflow_run: {
        id,
        display_title: "forge-pipeline csv abc",
        conclusion: "success",
        name: "W",
        path: ".github/workflows/w.yml",
        head_branch: "main",
        event: "workflow_dispatch",
      },
      workflow: { path: ".github/workflows/w.yml" },
    });
    const { json } = await pair.local.call({ as: "bot", route: `GET ~/actions/runs/${id}` });
    expect(json.referenced_workflows).toEqual(calledWorkflows);
    expect(json.display_title).toBe("forge-pipeline csv abc");
  });

  it("are listed newest first and filtered", async () => {
    expect((await list()).workflow_runs.map((run: { id: number }) => run.id)).toEqual(ids.toReversed());
    expect((await list("?status=success")).total_count).toBe(1);
    expect((await list("?status=queued")).total_count).toBe(2);
    expect((await list("?event=push")).total_count).toBe(0);
    expect((await list("?branch=topic")).total_count).toBe(0);
    expect(await list("?event=workflow_dispatch&branch=main&per_page=1")).toMatchObject({
      total_count: 3,
      workflow_runs: [{ id: ids[2] }],
    });
    expect(
      (await pair.local.call({ as: "bot", route: "GET ~/actions/workflows/w.yml/runs?status=completed" })).json
        .total_count,
    ).toBe(1);
  });

  it("have the jobs that the runner reports", async () => {
    const [id = 0] = ids;
    const job = {
      name: "build",
      status: "completed",
      conclusion: "success",
      started_at: null,
      completed_at: null,
      steps: [{ name: "s", number: 1, status: "completed", conclusion: "success" }],
    } as const;
    pair.github.setJobs(id, [{ ...job, status: "in_progress", conclusion: null }]);
    pair.github.setJobs(id, [job]);
    expect((await pair.local.call({ as: "bot", route: `GET ~/actions/runs/${id}/jobs` })).json).toMatchObject({
      total_count: 1,
      jobs: [{ name: "build", conclusion: "success" }],
    });
  });

  it("can be cancelled while they are not over", async () => {
    const cancelled: number[] = [];
    pair.github.onRunCancelled((id) => cancelled.push(id));
    const cancel = async (id = 0) =>
      (await pair.local.call({ as: "bot", route: `POST ~/actions/runs/${id}/cancel` })).status;
    expect([await cancel(ids[1]), await cancel(ids[0])]).toEqual([202, 409]);
    expect(cancelled).toEqual([ids[1]]);
    expect((await list("?status=cancelled")).total_count).toBe(1);
  });
});
