import { initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore } from "@plugsmith/registry/testing";
import {
  type FakeGitHub,
  type FakeGitHubState,
  fakeGitHubApi,
  makeForge,
  makeResultsArtifact,
  makeReviewJson,
  makeStepResults,
  testCommits,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { closedOutside } from "../testing/fake-outside.ts";
import { mergePlugin } from "./merge-plugin.ts";

const digest = `sha256:${"1".repeat(64)}`;
const inputs: MergeInputs = {
  phase: "merge",
  name: "bench-hello",
  headSha: testHead,
  digest,
  pullRequest: 2,
  size: 0,
  dryRun: false,
};
const reviewers = [1, 2, 3].map((id) => ({ id, login: `user-${id}` }));

type Start = Pick<Parameters<typeof initRegistry>[0], "signers" | "trustedRoot">;
function makePorts(api: FakeGitHub, given: Start = {}): PublishPorts {
  const start = { repository: "acme/forge", reviewers, at: testTimes.roleFrom };
  return {
    ...closedOutside,
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/acme/forge/actions/runs/77",
    api,
    registry: createMemoryRegistryStore(initRegistry({ ...start, ...given })),
    loadYaml: JSON.parse,
    now: () => new Date(testTimes.now),
  };
}
const results = [makeResultsArtifact(makeStepResults(digest))];
const open = (given: Partial<FakeGitHubState> = {}) => fakeGitHubApi(makeForge({ artifacts: results, ...given }));
const merge = (api: FakeGitHub, change: Partial<MergeInputs> = {}) =>
  mergePlugin({ ...inputs, ...change }, makePorts(api, { trustedRoot: {} }));
const writes = (api: FakeGitHub) => api.requests.filter((request) => !/^(GET|DOWNLOAD) /u.test(request));
const pull = makeForge().pull;

describe("mergePlugin", () => {
  it("merges exactly the approved head and answers commit and request", async () => {
    const api = open();
    const report = await merge(api);
    expect(report).toMatchObject({ mergeSha: testCommits.merge, request: 1, version: "1.0.0" });
    expect(writes(api)).toEqual(["PUT /repos/acme/forge/pulls/2/merge"]);
  });

  it("does nothing but look when it is merged already", async () => {
    const api = open();
    await merge(api);
    api.requests.length = 0;
    expect(await merge(api)).toMatchObject({ mergeSha: testCommits.merge });
    expect(writes(api)).toEqual([]);
  });

  it.each(["before", "after"] as const)("goes on after a kill right %s the merge", async (moment) => {
    const api = open();
    api.onWrite = (now) => {
      if (now === moment) throw new Error("killed");
    };
    await expect(merge(api)).rejects.toThrow("killed");
    api.onWrite = () => undefined;
    expect(await merge(api)).toMatchObject({ mergeSha: testCommits.merge });
  });

  it("takes the other run's merge when two merge at once", async () => {
    const api = open();
    api.onWrite = (moment) => {
      if (moment === "before") {
        Object.assign(api.state.pull, { state: "closed", merged: true, merge_commit_sha: testCommits.merge });
        api.state.pluginTrees[testCommits.merge] = testCommits.tree;
      }
    };
    expect(await merge(api)).toMatchObject({ mergeSha: testCommits.merge });
  });

  it.each<[string, string, Partial<FakeGitHubState>]>([
    ["quorum_missing", "one approval only", { reviews: [makeReviewJson(1)] }],
    [
      "quorum_missing",
      "a change request",
      { reviews: [makeReviewJson(1), makeReviewJson(2), makeReviewJson(3, { state: "CHANGES_REQUESTED" })] },
    ],
    ["head_moved", "another head", { pull: { ...pull, head: { ...pull.head, sha: "f".repeat(40) } } }],
    ["diff_outside_plugin", "a workflow in the diff", { changed: [{ filename: ".github/workflows/x.yml" }] }],
    ["diff_outside_plugin", "another plugin in the diff", { changed: [{ filename: "plugins/bench-hello-evil/x" }] }],
    [
      "diff_outside_plugin",
      "a file moved out of another folder",
      { changed: [{ filename: "plugins/bench-hello/x", previous_filename: "src/x" }] },
    ],
    ["diff_outside_plugin", "no file", { changed: [] }],
    ["diff_outside_plugin", "more files than are listed", { pull: { ...pull, changed_files: 3001 } }],
    [
      "tree_mismatch",
      "a folder that changed on the base branch",
      { baseSha: "9".repeat(40), pluginTrees: { ...makeForge().pluginTrees, ["9".repeat(40)]: "8".repeat(40) } },
    ],
  ])("merges nothing, %s: %s", async (code, _, given) => {
    const api = open(given);
    await expect(merge(api)).rejects.toMatchObject({ code });
    expect(writes(api)).toEqual([]);
  });

  it("says so when the head moves between look and merge", async () => {
    const api = open();
    api.onWrite = (moment) => {
      if (moment === "before") api.state.pull.head.sha = "f".repeat(40);
    };
    await expect(merge(api)).rejects.toMatchObject({ code: "head_moved" });
    expect(api.state.pull.merged).toBe(false);
  });

  it("goes no further when the merge commit holds other files than the reviewed ones", async () => {
    const api = open({ nextMerge: { sha: testCommits.merge, tree: "7".repeat(40) } });
    await expect(merge(api)).rejects.toMatchObject({ code: "tree_mismatch" });
  });

  it("does not merge what could not be signed for lack of a trusted root", async () => {
    const api = open();
    await expect(mergePlugin(inputs, makePorts(api))).rejects.toMatchObject({ code: "policy_invalid" });
    expect(writes(api)).toEqual([]);
  });

  it.each<[string, Partial<FakeGitHubState>]>([
    ["are gone", { artifacts: [] }],
    ["are kept no longer", { artifacts: [makeResultsArtifact({}, { expired: true })] }],
    ["cannot be read", { artifacts: [makeResultsArtifact({ test: "no result" })] }],
    ["are of other bytes", { artifacts: [makeResultsArtifact(makeStepResults(`sha256:${"0".repeat(64)}`))] }],
  ])("does not merge what nobody can vouch for, because the approved run's results %s", async (_, given) => {
    const api = open(given);
    await expect(merge(api)).rejects.toMatchObject({ code: "attestation_missing" });
    await expect(merge(api, { dryRun: true })).rejects.toMatchObject({ code: "attestation_missing" });
    expect(writes(api)).toEqual([]);
  });

  it("does not merge with a version of the workflows that people have not listed, and does once they have", async () => {
    const workflow = "acme/plugsmith/.github/workflows/publish.yml";
    const commit = "c".repeat(40);
    const called = [{ path: `${workflow}@${commit}`, sha: commit }];
    const api = open({ publishRun: { referenced_workflows: called } });
    const listing = (sha: string) =>
      makePorts(api, { trustedRoot: {}, signers: [{ workflow: `https://github.com/${workflow}`, digest: sha }] });
    await expect(mergePlugin(inputs, listing("d".repeat(40)))).rejects.toMatchObject({ code: "identity_mismatch" });
    expect(writes(api)).toEqual([]);
    expect(await mergePlugin(inputs, listing(commit))).toMatchObject({ mergeSha: testCommits.merge });
  });

  it("looks at a merged one only, for the sign job judges the rest", async () => {
    const api = open();
    await merge(api);
    api.state.artifacts = [];
    expect(await merge(api)).toMatchObject({ mergeSha: testCommits.merge });
  });

  it.each([false, true])(
    "merges nothing on hold, and signs nothing where it is merged already (%s)",
    async (merged) => {
      const hold = {
        schemaVersion: 1,
        sequence: 1,
        previous: null,
        at: testTimes.now,
        kind: "hold",
        request: 1,
        actor: { id: 4, login: "dave" },
      };
      const api = open();
      if (merged) await merge(api);
      api.state.files["forge/audit:records/1/00000001.json"] = JSON.stringify(hold);
      const before = writes(api).length;
      await expect(merge(api)).rejects.toMatchObject({ code: "not_now" });
      expect(writes(api)).toHaveLength(before);
    },
  );

  it("changes nothing in a dry run, but makes all checks", async () => {
    const api = open();
    expect(await merge(api, { dryRun: true })).toMatchObject({
      mergeSha: null,
      message: expect.stringMatching(/^Dry run/u),
    });
    expect(writes(api)).toEqual([]);
    await expect(merge(open({ reviews: [] }), { dryRun: true })).rejects.toMatchObject({ code: "quorum_missing" });
  });

  it("tells the channels of forge.yml, and merges nothing that one of them cannot take or that contradicts itself", async () => {
    const withChannels = (...channels: object[]) => {
      const api = open();
      const file = "main:.github/forge.yml";
      const config = JSON.parse(api.state.files[file] ?? "") as object;
      api.state.files[file] = JSON.stringify({ ...config, channels });
      return api;
    };
    const npm = { name: "npm", kind: "npm" };
    expect(await merge(withChannels(npm), { size: 1000 })).toMatchObject({
      channels: ["github-release", "registry", "npm"],
    });
    for (const [code, api, size] of [
      ["channel_too_large", withChannels(npm), 8 * 1024 * 1024],
      ["config_invalid", withChannels(npm, npm), 1000],
    ] as const) {
      await expect(merge(api, { size })).rejects.toMatchObject({ code });
      expect(writes(api)).toEqual([]);
    }
  });
});
