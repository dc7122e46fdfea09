import { describe, expect, it } from "vitest";
import { fakeGitHubApi } from "../testing/fake-github-api.ts";
import { testHead, testTimes } from "../testing/make-facts.ts";
import { makeForge } from "../testing/make-forge.ts";
import { readPipelineRun } from "./read-pipeline-run.ts";

const [honest] = makeForge().runs as Record<string, unknown>[];
const read = (...runs: unknown[]) =>
  readPipelineRun(fakeGitHubApi(makeForge({ runs })), {
    repository: "acme/forge",
    defaultBranch: "main",
    name: "bench-hello",
    headSha: testHead,
  });
const sha = "1".repeat(40);

describe("readPipelineRun", () => {
  it("answers the newest green run of the head, and the workflows that judged it at their commits", async () => {
    const called = { path: "acme/plugsmith/.github/workflows/pipeline.yml@refs/tags/v1", sha: "2".repeat(40) };
    const newest = {
      ...honest,
      id: 701,
      head_sha: sha,
      referenced_workflows: [called, { sha }, { path: "x", sha: "y" }],
    };
    expect(await read(honest, newest)).toEqual({
      id: 701,
      endedAt: testTimes.pipelineEnd,
      workflows: [
        { path: "acme/forge/.github/workflows/forge-pipeline.yml@refs/heads/main", commit: sha },
        { path: called.path, commit: called.sha },
        { path: "x", commit: null },
      ],
    });
  });

  it("says nothing of a commit that GitHub does not tell", async () => {
    expect((await read(honest))?.workflows).toEqual([
      { path: "acme/forge/.github/workflows/forge-pipeline.yml@refs/heads/main", commit: null },
    ]);
  });

  it.each([
    ["that failed", { conclusion: "failure" }],
    ["of another branch's workflow", { head_branch: "forge/request-1" }],
    ["that a push started", { event: "push" }],
    ["of another head", { display_title: `forge-pipeline bench-hello ${"b".repeat(40)}` }],
    ["of another plugin", { display_title: `forge-pipeline other-plugin ${testHead}` }],
  ])("does not count a run %s", async (_, change) => {
    expect(await read({ ...honest, ...change })).toBeNull();
  });
});
