import { describe, expect, it } from "vitest";
import type { GitHubStore } from "../github-store.ts";
import { findMergeBase, isAncestor, listNewCommits } from "./walk-commits.ts";

/** a ─ b ─ c ─ m (main), b ─ x ─ y (topic), m merges x. */
const parents: Record<string, string[]> = { a: [], b: ["a"], c: ["b"], x: ["b"], y: ["x"], m: ["c", "x"], lonely: [] };
const commits = {
  findBy: (_field: string, sha: string) => (parents[sha] ? [{ repo_id: 1, sha, parent_shas: parents[sha] }] : []),
};
const gh = { commits } as unknown as GitHubStore;

describe("walking commits", () => {
  it("finds the merge base", () => {
    expect(findMergeBase(gh, 1, "c", "y")).toBe("b");
    expect(findMergeBase(gh, 1, "m", "y")).toBe("x");
    expect(findMergeBase(gh, 1, "a", "lonely")).toBeUndefined();
  });

  it("knows ancestors, and what is new", () => {
    expect(isAncestor(gh, 1, "x", "m")).toBe(true);
    expect(isAncestor(gh, 1, "y", "m")).toBe(false);
    expect(listNewCommits(gh, 1, "y", "m", 10).map((commit) => commit.sha)).toEqual(["y"]);
    expect(listNewCommits(gh, 1, "m", "b", 10).map((commit) => commit.sha)).toEqual(["m", "c", "x"]);
    expect(listNewCommits(gh, 1, "m", undefined, 2)).toHaveLength(2);
  });

  it("does not see another repository's commits", () => {
    expect(isAncestor(gh, 2, "a", "b")).toBe(false);
  });
});
