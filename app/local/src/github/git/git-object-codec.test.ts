import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TreeEntry } from "../github-store.ts";
import { decodeCommit, decodeTree } from "./decode-object.ts";
import { encodeCommit, encodeTree, nameObject } from "./encode-object.ts";

const sha = fc.stringMatching(/^[0-9a-f]{40}$/);
const word = fc.stringMatching(/^[A-Za-zäöü][A-Za-zäöü .-]{0,20}[a-z]$/);
const date = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));

describe("git objects", () => {
  it("have the names that git gives them", () => {
    expect(nameObject("blob", Buffer.from("hello\n"))).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
    expect(nameObject("tree", encodeTree([]))).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  });

  it("come back from their bytes: commits", () => {
    const person = { author_name: word, author_email: fc.constant("a@b.c"), author_date: date };
    const committer = { committer_name: word, committer_email: fc.constant("c@d.e"), committer_date: date };
    const commits = fc.record({
      tree_sha: sha,
      parent_shas: fc.array(sha, { maxLength: 3 }),
      message: word,
      ...person,
      ...committer,
    });
    fc.assert(
      fc.property(commits, (commit) => {
        expect(decodeCommit(encodeCommit(commit))).toEqual(commit);
      }),
    );
  });

  it("come back from their bytes: trees, whatever the order they were given in", () => {
    const entry = fc
      .record({ path: word, sha, mode: fc.constantFrom("100644", "100755", "120000", "040000", "160000") })
      .map(
        ({ path, sha: name, mode }): TreeEntry => ({
          path,
          mode,
          sha: name,
          type: mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob",
        }),
      );
    const trees = fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 12 });
    fc.assert(
      fc.property(trees, (entries) => {
        const bytes = encodeTree(entries);
        expect(encodeTree(decodeTree(bytes))).toEqual(bytes);
        expect(new Set(decodeTree(bytes).map(({ path, mode, sha: name }) => `${path}${mode}${name}`))).toEqual(
          new Set(entries.map(({ path, mode, sha: name }) => `${path}${mode}${name}`)),
        );
      }),
    );
  });

  it("keep the time zone of whoever wrote them", () => {
    const bytes = Buffer.from(
      `tree ${"a".repeat(40)}\nauthor Ada <a@b> 1700000000 +0530\ncommitter Ada <a@b> 1700000000 -0800\ngpgsig x\n\nhello\n`,
    );
    expect(decodeCommit(bytes)).toMatchObject({
      author_date: "2023-11-15T03:43:20+05:30",
      committer_date: "2023-11-14T14:13:20-08:00",
      message: "hello",
    });
  });
});
