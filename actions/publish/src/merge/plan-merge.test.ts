import { makeManifest, testHead } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import { type MergeFacts, planMerge } from "./plan-merge.ts";

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
const pull = {
  number: 2,
  open: true,
  merged: false,
  mergeSha: null,
  headSha: testHead,
  headRef: "forge/request-1",
  headRepository: "acme/forge",
  baseRef: "main",
  author: null,
  commitCount: 1,
};
const quorum = { required: 2, count: 2, reached: true, counted: [], uncounted: [], blockedBy: [] };
const file = (path: string, previousPath: string | null = null) => ({ path, previousPath });

function facts(change: Partial<MergeFacts> = {}, publication: object = {}): MergeFacts {
  // Only what the plan reads; the rest of a publication is gathered and tested elsewhere.
  const all = { defaultBranch: "main", manifest: makeManifest(), pull, quorum, ...publication };
  return {
    publication: all as unknown as MergeFacts["publication"],
    files: [file("plugins/bench-hello/plugin.json")],
    baseTree: null,
    forkTree: null,
    signing: null,
    runUrl: "https://github.test/run/7",
    ...change,
  };
}
const code = (change: Partial<MergeFacts>, publication: object = {}) => {
  try {
    return planMerge(inputs, facts(change, publication)).kind;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("planMerge", () => {
  it("merges with the run and the digest in the trailers, and nothing of a stranger's text", () => {
    expect(planMerge(inputs, facts())).toEqual({
      kind: "merge",
      title: "Merge bench-hello 1.0.0 (#2)",
      message: `Forge-Run: https://github.test/run/7\nForge-Digest: ${digest}`,
    });
  });

  it("is done where it is merged already, even when the base moved on", () => {
    const merged = { pull: { ...pull, open: false, merged: true, mergeSha: "d".repeat(40) } };
    expect(planMerge(inputs, facts({ baseTree: "1".repeat(40) }, merged))).toEqual({
      kind: "done",
      mergeSha: "d".repeat(40),
    });
  });

  it.each([
    ["a file of another plugin", [file("plugins/bench-hello/a"), file("plugins/other/a")]],
    ["a workflow", [file(".github/workflows/x.yml")]],
    ["a folder that only begins like the plugin's", [file("plugins/bench-hello-2/a")]],
    ["a file moved in from outside", [file("plugins/bench-hello/a", "README.md")]],
    ["no file at all", []],
  ])("refuses %s", (_what, files) => {
    expect(code({ files })).toBe("diff_outside_plugin");
  });

  it("refuses without a quorum, also what is merged already", () => {
    const missing = { quorum: { ...quorum, count: 1, reached: false } };
    expect(code({}, missing)).toBe("quorum_missing");
    expect(code({}, { ...missing, pull: { ...pull, merged: true, mergeSha: "d".repeat(40) } })).toBe("quorum_missing");
  });

  it("refuses when the plugin's folder changed on the base since the branch was made", () => {
    expect(code({ baseTree: "1".repeat(40), forkTree: "2".repeat(40) })).toBe("tree_mismatch");
    expect(code({ baseTree: "1".repeat(40), forkTree: null })).toBe("tree_mismatch");
    expect(code({ baseTree: "1".repeat(40), forkTree: "1".repeat(40) })).toBe("merge");
  });
});
