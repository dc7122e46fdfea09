import type { PluginManifest, Registry, RegistryVersion } from "@plugsmith/schemas";
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

const digest = `sha256:${"1".repeat(64)}`;
const empty: Registry = {
  schemaVersion: 1,
  repository: "acme/forge",
  sequence: 1,
  updatedAt: testTimes.roleFrom,
  plugins: [],
  revocations: [],
};
const gather = (given: Partial<FakeGitHubState> = {}, registry = empty) =>
  gatherPublication(fakeGitHubApi(makeForge(given)), {
    repository: "acme/forge",
    name: "bench-hello",
    headSha: testHead,
    pullRequest: 2,
    digest,
    reviewers: makeReviewers(1, 2, 3),
    registry,
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

  it.each(["base_ref_changed", "head_ref_force_pushed", "automatic_base_change_succeeded"])(
    "does not count approvals from before the event %s",
    async (event) => {
      const events = [
        { event: "labeled", created_at: testTimes.now },
        { event, created_at: testTimes.review },
      ];
      const { quorum } = await gather({ events });
      expect(quorum).toMatchObject({ count: 0, reached: false });
      expect(quorum.uncounted.map(({ reason }) => reason)).toEqual(["reset", "reset"]);
    },
  );

  it("looks for such events on every page, and goes on where a server keeps none", async () => {
    const noise = Array.from({ length: 100 }, () => ({ event: "labeled", created_at: testTimes.roleFrom }));
    const events = [...noise, { event: "base_ref_changed", created_at: testTimes.review }];
    expect((await gather({ events })).quorum.count).toBe(0);
    expect((await gather({ events: null })).quorum.count).toBe(2);
  });

  it("does not know everybody who pushed to a branch of very many pushes", async () => {
    const push = { activity_type: "push", actor: { id: 99, login: "plugsmith[bot]", type: "Bot" } };
    await expect(gather({ activity: Array.from({ length: 100 }, () => push) })).rejects.toMatchObject({
      code: "publish_failed",
    });
  });

  const { files } = makeForge();
  const configure = (change: object) => {
    const config: object = JSON.parse(files["main:.github/forge.yml"] ?? "{}");
    return { files: { ...files, "main:.github/forge.yml": JSON.stringify({ ...config, ...change }) } };
  };

  it("does not count a reviewer whom the configuration no longer names", async () => {
    const users = [1, 3].map((id) => ({ id, login: `user-${id}` }));
    expect((await gather(configure({ approvers: { users } }))).quorum).toMatchObject({
      count: 1,
      uncounted: [{ login: "user-2", reason: "not_in_team" }],
    });
  });

  it.each(["ssh", "ssh-sk"])("counts no plain review where approvals must be signed (%s)", async (proof) => {
    const { quorum } = await gather(configure({ approvals: { required: 2, proof } }));
    expect(quorum.uncounted.map(({ reason }) => reason)).toEqual(["proof_missing", "proof_missing"]);
    expect(quorum.uncounted[0]?.message).toContain(`bench-hello@1.0.0 ${digest} ${testHead}`);
  });

  it.each([
    ["maintains the repository", { permission: "write", role_name: "maintain", user: { id: 1 } }, true],
    ["may administer it", { permission: "admin", role_name: "keeper", user: { id: 1 } }, true],
    ["may write", { permission: "write", role_name: "write", user: { id: 1 } }, false],
    ["has the login of a former maintainer", { permission: "admin", role_name: "admin", user: { id: 77 } }, false],
  ])("approves a critical plugin with an approver who %s: %s", async (_, answer, reached) => {
    const given = configure({ critical: ["bench-hello"] });
    expect((await gather({ ...given, collaborators: { "user-1": answer } })).quorum.reached).toBe(reached);
    expect((await gather(given)).quorum.blockedBy).toMatchObject([{ reason: "maintainer_missing" }]);
  });

  const manifest: PluginManifest = JSON.parse(files[`${testHead}:plugins/bench-hello/plugin.json`] ?? "{}");
  const published = (version: string, permissions: PluginManifest["permissions"]): Registry => ({
    ...empty,
    plugins: [
      {
        name: "bench-hello",
        description: "x",
        type: "bench",
        cms: "bench",
        runtime: "node",
        usb: [],
        versions: [{ version, permissions, status: "active" } as RegistryVersion],
      },
    ],
  });
  const less = { ...manifest.permissions, memory: manifest.permissions.memory - 1 };

  it("wants new permissions confirmed by every counted approval", async () => {
    const { quorum, confirmation } = await gather({}, published("0.9.0", less));
    expect(quorum.uncounted.map(({ reason }) => reason)).toEqual([
      "permissions_unconfirmed",
      "permissions_unconfirmed",
    ]);
    const body = confirmation?.line ?? "";
    const reviews = [makeReviewJson(1, { body }), makeReviewJson(2, { body })];
    expect((await gather({ reviews }, published("0.9.0", less))).quorum.reached).toBe(true);
  });

  it("wants nothing confirmed when it asks for no more, nor of the version itself once it is in the registry", async () => {
    expect((await gather({}, published("0.9.0", manifest.permissions))).confirmation).toBeNull();
    expect((await gather({}, published("1.0.0", less))).confirmation).toBeNull();
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
