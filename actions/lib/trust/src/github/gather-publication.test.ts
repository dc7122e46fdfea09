import { describe, expect, it } from "vitest";
import {
  type FakeGitHubState,
  fakeGitHubApi,
  makeForge,
  makeReviewers,
  makeReviewJson,
  testCommits,
  testHead,
  testTimes,
} from "../testing.ts";
import { gatherPublication } from "./gather-publication.ts";

const gather = (given: Partial<FakeGitHubState> = {}) =>
  gatherPublication(fakeGitHubApi(makeForge(given)), {
    repository: "acme/forge",
    name: "bench-hello",
    headSha: testHead,
    pullRequest: 2,
    reviewers: makeReviewers(1, 2, 3),
    now: testTimes.now,
    loadYaml: JSON.parse,
  });
const pull = makeForge().pull;
const person = { name: "Ada", email: "ada@example.org" };
const commitBy = (id: number, login: string, message = "x") => ({
  author: { id, login, type: "User" },
  committer: { id, login, type: "User" },
  commit: { author: person, committer: person, message },
});

describe("gatherPublication", () => {
  it("reads config, plugin, tree and quorum of the exact head", async () => {
    const found = await gather();
    expect(found).toMatchObject({ repositoryId: "42", tree: testCommits.tree, quorum: { count: 2, reached: true } });
    expect(found.excluded).toContainEqual({ id: 5, login: "rita", reason: "requester" });
  });

  it.each<[string, string, Partial<FakeGitHubState>]>([
    ["head_moved", "another head", { pull: { ...pull, head: { ...pull.head, sha: "f".repeat(40) } } }],
    ["not_now", "another base branch", { pull: { ...pull, base: { ref: "side" } } }],
    ["not_now", "a fork", { pull: { ...pull, head: { ...pull.head, repo: { full_name: "evil/forge" } } } }],
    ["not_now", "a deleted fork", { pull: { ...pull, head: { ...pull.head, repo: null } } }],
    ["not_now", "a closed pull request", { pull: { ...pull, state: "closed" } }],
    ["publish_failed", "more commits than are listed", { pull: { ...pull, commits: 2 } }],
    ["config_invalid", "a repository without forge.yml", { files: {} }],
  ])("refuses as %s: %s", async (code, _, given) => {
    await expect(gather(given)).rejects.toMatchObject({ code });
  });

  it.each<[string, Partial<FakeGitHubState>]>([
    ["wrote a commit", { commits: [commitBy(1, "user-1")] }],
    [
      "is a co-author",
      { commits: [commitBy(99, "plugsmith[bot]", "x\n\nCo-authored-by: U <1+user-1@users.noreply.github.com>")] },
    ],
    [
      "pushed somebody else's commit",
      { activity: [{ activity_type: "push", actor: { id: 1, login: "user-1", type: "User" } }] },
    ],
    [
      "opened the request's issue, whatever the file says",
      { issues: { 1: { user: { id: 1, login: "user-1", type: "User" } } } },
    ],
  ])("does not count an approver who %s", async (_, given) => {
    expect((await gather(given)).quorum).toMatchObject({ count: 1, reached: false });
  });

  it("goes by the file's requester where the issue may not be read", async () => {
    expect((await gather({ issues: {} })).excluded).toContainEqual({ id: 5, login: "rita", reason: "requester" });
  });

  it("finds the second approval on the second page", async () => {
    const noise = Array.from({ length: 100 }, (_, place) =>
      makeReviewJson(50, { id: 1000 + place, state: "COMMENTED" }),
    );
    expect((await gather({ reviews: [makeReviewJson(1), ...noise, makeReviewJson(2)] })).quorum.count).toBe(2);
  });

  const run = makeForge().runs[0] as object;
  it.each([
    ["of another head", { display_title: `forge-pipeline bench-hello ${"f".repeat(40)}` }],
    ["that failed", { conclusion: "failure" }],
    ["of another branch", { head_branch: "side" }],
    ["started by a push", { event: "push" }],
    ["whose name only looks like it", { display_title: `forge-pipeline bench-hello ${testHead} x` }],
  ])("counts nothing on the word of a run %s", async (_, change) => {
    expect((await gather({ runs: [{ ...run, ...change }] })).quorum).toMatchObject({ count: 0, reached: false });
  });
});
