import type { ForgePin } from "@plugsmith/schemas";
import type { FakeGitHubState } from "./fake-github-state.ts";
import { testHead, testTimes } from "./make-facts.ts";
import { makeManifest } from "./make-package.ts";

/** Commits and trees of the forge that `makeForge` makes. */
export const testCommits = {
  base: "b".repeat(40),
  merge: "d".repeat(40),
  /** Tree of the plugin's folder in H. */
  tree: "e".repeat(40),
} as const;

const forgeUser = { id: 99, login: "plugsmith[bot]", type: "Bot" };

const makePin = (name: string): ForgePin => ({
  schemaVersion: 1,
  request: {
    cms: "bench",
    name,
    description: "Greets a device on the bench.",
    usb: [{ vendorId: "1209", productId: "0001" }],
  },
  requestNumber: 1,
  requester: { id: 5, login: "rita" },
  pack: { name: "bench", version: "1.0.0", digest: `sha256:${"9".repeat(64)}` },
  engine: "template",
});

/** A review as GitHub lists it: an approval of `testHead`. */
export const makeReviewJson = (userId: number, given: object = {}) => ({
  id: 100 + userId,
  user: { id: userId, login: `user-${userId}`, type: "User" },
  state: "APPROVED",
  commit_id: testHead,
  submitted_at: testTimes.review,
  ...given,
});

/**
 * A forge acme/forge with the open pull request #2 of the bot for bench-hello 1.0.0 (request #1 by user 5), pipeline green,
 * approved by users 1 and 2. Tests change what they are about.
 */
export function makeForge(given: Partial<FakeGitHubState> = {}): FakeGitHubState {
  const name = "bench-hello";
  const person = { name: forgeUser.login, email: `99+${forgeUser.login}@users.noreply.github.com` };
  return {
    repository: "acme/forge",
    id: 42,
    defaultBranch: "main",
    files: {
      "main:.github/forge.yml": JSON.stringify({
        schemaVersion: 1,
        approvers: { users: [1, 2, 3].map((id) => ({ id, login: `user-${id}` })) },
        approvals: { required: 2 },
      }),
      [`${testHead}:plugins/${name}/plugin.json`]: JSON.stringify(makeManifest({ name })),
      [`${testHead}:plugins/${name}/forge.json`]: JSON.stringify(makePin(name)),
    },
    pluginTrees: { [testHead]: testCommits.tree, [testCommits.base]: null },
    pluginName: name,
    pull: {
      number: 2,
      state: "open",
      merged: false,
      merge_commit_sha: null,
      head: { sha: testHead, ref: "forge/request-1", repo: { full_name: "acme/forge" } },
      base: { ref: "main" },
      user: forgeUser,
      changed_files: 2,
      commits: 1,
    },
    reviews: [makeReviewJson(1), makeReviewJson(2)],
    commits: [{ author: forgeUser, committer: forgeUser, commit: { author: person, committer: person, message: "x" } }],
    changed: [{ filename: `plugins/${name}/plugin.json` }, { filename: `plugins/${name}/forge.json` }],
    runs: [
      {
        id: 700,
        display_title: `forge-pipeline ${name} ${testHead}`,
        event: "workflow_dispatch",
        head_branch: "main",
        conclusion: "success",
        updated_at: testTimes.pipelineEnd,
      },
    ],
    publishRun: {},
    activity: [],
    events: [],
    collaborators: {},
    issues: { 1: { user: { id: 5, login: "rita", type: "User" } } },
    comments: {},
    releases: [],
    tags: {},
    baseSha: testCommits.base,
    mergeBaseSha: testCommits.base,
    nextMerge: { sha: testCommits.merge, tree: testCommits.tree },
    ...given,
  };
}
