import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { RequestedRun } from "../local-github.ts";

const workflow = `name: Pipeline
on:
  workflow_dispatch:
    inputs:
      name: { type: string, required: true }
      level: { type: choice, options: [low, high], default: low }
      dry-run: { type: boolean }
jobs: {}
`;
const route = "POST ~/actions/workflows/pipeline.yml/dispatches";
const dispatch = (body: object) => pair.local.call({ as: "bot", route, body });

describe("dispatching a workflow", () => {
  it("finds none in plain emulate", async () => {
    await pair.plain.commit("main", { ".github/workflows/pipeline.yml": workflow });
    expect((await pair.plain.call({ as: "bot", route, body: { ref: "main" } })).status).toBe(404);
  });

  it("answers 204, makes a run, tells the runner with defaults filled in, and tells everybody", async () => {
    await pair.local.commit("main", { ".github/workflows/pipeline.yml": workflow });
    const requested = new Promise<RequestedRun>((resolve) => pair.github.onRunRequested(resolve));
    const main = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    expect((await dispatch({ ref: "main", inputs: { name: "csv" } })).status).toBe(204);
    expect(await requested).toMatchObject({
      repository: "forge/plugins",
      workflowPath: ".github/workflows/pipeline.yml",
      event: "workflow_dispatch",
      ref: "refs/heads/main",
      sha: main,
      inputs: { name: "csv", level: "low", "dry-run": "false" },
      actor: { login: "plugsmith[bot]" },
      runNumber: 1,
      attempt: 1,
    });
    await pair.github.idle();
    const last = pair.local.hooks.received
      .slice(-2)
      .map((hook) => [hook.event, hook.payload.action, hook.payload.workflow_run?.status]);
    expect(last).toEqual([
      ["workflow_dispatch", undefined, undefined],
      ["workflow_run", "requested", "queued"],
    ]);
  });

  it("answers the run when asked for it", async () => {
    const { status, json } = await dispatch({ ref: "main", inputs: { name: "csv" }, return_run_details: true });
    expect(status).toBe(200);
    expect(json.html_url).toBe(`${pair.local.url}/forge/plugins/actions/runs/${json.workflow_run_id}`);
    expect(
      (await pair.local.call({ as: "bot", route: `GET ~/actions/runs/${json.workflow_run_id}` })).json,
    ).toMatchObject({ status: "queued", run_number: 2 });
  });

  it.each([
    [
      "an input the workflow does not know",
      { ref: "main", inputs: { name: "a", what: "b" } },
      'Unexpected inputs provided: ["what"]',
    ],
    ["a missing required input", { ref: "main" }, "Required input 'name' not provided"],
    [
      "a choice that is none",
      { ref: "main", inputs: { name: "a", level: "medium" } },
      "Provided value 'medium' for input 'level' not in the list of allowed values",
    ],
    [
      "a boolean that is none",
      { ref: "main", inputs: { name: "a", "dry-run": "perhaps" } },
      "Provided value 'perhaps' for input 'dry-run' is not a boolean",
    ],
    ["a ref that is not there", { ref: "nowhere", inputs: { name: "a" } }, "No ref found for: nowhere"],
  ])("refuses %s", async (_what, body, message) => {
    expect(await dispatch(body)).toMatchObject({ status: 422, json: { message } });
  });

  it("refuses a workflow without the trigger, and one that is not there", async () => {
    await pair.local.commit("main", { ".github/workflows/push.yml": "on: push\njobs: {}\n" });
    const other = (name: string) =>
      pair.local.call({ as: "bot", route: `POST ~/actions/workflows/${name}/dispatches`, body: { ref: "main" } });
    expect(await other("push.yml")).toMatchObject({
      status: 422,
      json: { message: "Workflow does not have 'workflow_dispatch' trigger" },
    });
    expect((await other("none.yml")).status).toBe(404);
  });
});
