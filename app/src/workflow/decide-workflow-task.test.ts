import { describe, expect, it } from "vitest";
import { decideWorkflowTask } from "./decide-workflow-task.ts";

const repository = { owner: "acme", repo: "forge", id: 9, defaultBranch: "main" };
const facts = (event: string, payload: unknown, ref = "refs/heads/main") => ({
  event,
  payload,
  ref,
  runId: "5",
  attempt: "1",
});
const wake = (run: object) =>
  decideWorkflowTask(
    facts("workflow_run", { workflow_run: { path: ".github/workflows/forge-wake.yml", ...run } }),
    repository,
  );

describe("a run of the bot inside a workflow", () => {
  it.each(["issues", "issue_comment", "push"])("hands %s on as the webhook that it is", (name) => {
    expect(decideWorkflowTask(facts(name, { a: 1 }), repository)).toEqual({ kind: "event", name, payload: { a: 1 } });
  });

  it("hands the end of the forge's own workflows on, and sweeps by clock and by hand", () => {
    const payload = { workflow_run: { path: ".github/workflows/forge-pipeline.yml" } };
    expect(decideWorkflowTask(facts("workflow_run", payload), repository)).toMatchObject({ kind: "event" });
    expect(decideWorkflowTask(facts("schedule", {}), repository)).toEqual({ kind: "sweep" });
    expect(decideWorkflowTask(facts("workflow_dispatch", {}), repository)).toEqual({ kind: "sweep" });
  });

  it("waits for the run that started it by hand, if it names one", () => {
    const dispatch = (after: string) =>
      decideWorkflowTask(facts("workflow_dispatch", { inputs: { after } }), repository);
    expect(dispatch("8000000002")).toEqual({ kind: "after", runId: 8000000002 });
    for (const other of ["", "0", "../1", "1e3"]) expect(dispatch(other), other).toEqual({ kind: "sweep" });
  });

  it.each([
    ["pull_request_target", "refs/heads/main"],
    ["pull_request", "refs/pull/3/merge"],
    ["workflow_dispatch", "refs/heads/other"],
    ["issues", "refs/tags/main"],
  ])("refuses %s on %s, where GitHub would take the workflow from elsewhere", (event, ref) => {
    expect(() => decideWorkflowTask(facts(event, {}, ref), repository)).toThrowError(
      expect.objectContaining({ code: "not_now" }),
    );
  });

  it("learns of a push to the forge's branch from the wake run, with who pushed", () => {
    const run = {
      event: "pull_request",
      head_branch: "forge/request-4",
      head_sha: "abc",
      head_repository: { id: 9 },
      pull_requests: [{ number: 6 }],
      triggering_actor: { id: 3, login: "max", type: "User" },
    };
    expect(wake(run)).toMatchObject({
      kind: "hint",
      hint: { actor: { id: 3 }, subject: { kind: "thread", number: 6, request: 4, pushed: "abc" } },
    });
    const reviewed = wake({ ...run, event: "pull_request_review" });
    expect(reviewed).not.toHaveProperty("hint.subject.pushed");
  });

  it("does not take a fork's branch for a request, whatever its name", () => {
    const run = {
      event: "pull_request",
      head_branch: "forge/request-4",
      head_repository: { id: 77 },
      pull_requests: [],
    };
    expect(wake(run)).toEqual({ kind: "sweep" });
  });

  it("hands a bench's envelope on", () => {
    const payload = { client_payload: { event: { payload: "x" } } };
    expect(decideWorkflowTask(facts("repository_dispatch", payload), repository)).toEqual({
      kind: "bench",
      envelope: { payload: "x" },
    });
  });
});
