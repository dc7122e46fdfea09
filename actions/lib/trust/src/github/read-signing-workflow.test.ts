import { expect, it } from "vitest";
import { fakeGitHubApi } from "../testing/fake-github-api.ts";
import { makeForge } from "../testing/make-forge.ts";
import { readSigningWorkflow } from "./read-signing-workflow.ts";

const sha = "c".repeat(40);
const path = "acme/plugsmith/.github/workflows/publish.yml";
const read = (referencedWorkflows: unknown) =>
  readSigningWorkflow(
    fakeGitHubApi(makeForge({ publishRun: { referenced_workflows: referencedWorkflows } })),
    "acme/forge",
    "77",
  );

it("finds the publish workflow that the run called and the commit of it", async () => {
  const others = { path: "acme/plugsmith/.github/workflows/other.yml@v1", sha: "d".repeat(40) };
  expect(await read([others, { path: `${path}@${sha}`, sha, ref: "refs/heads/main" }])).toEqual({
    workflow: `https://github.com/${path}`,
    digest: sha,
  });
});

it.each([
  ["GitHub names none", undefined],
  ["the run called none", []],
  ["it has no commit", [{ path }]],
  ["another file only begins like it", [{ path: `${path}.yml@${sha}`, sha }]],
  [
    "two are called",
    [
      { path: `${path}@${sha}`, sha },
      { path: `evil/plugsmith/.github/workflows/publish.yml@${sha}`, sha },
    ],
  ],
])("says nothing where %s", async (_, called) => {
  expect(await read(called)).toBeNull();
});
