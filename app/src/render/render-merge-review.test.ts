import type { MergeConflict } from "@plugsmith/templates";
import { expect, it } from "vitest";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import type { PluginFiles } from "../facts/facts.ts";
import { renderMergeReview } from "./render-merge-review.ts";

const lines = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join("");
const review = (content: string, conflicts: readonly MergeConflict[], published: PluginFiles | null = null) =>
  renderMergeReview(
    {
      manifest: { name: "acme-pay" },
      pack: { name: "node", version: "1.1.0" },
      files: new Map([["a.js", { content, executable: false }]]),
      conflicts,
    } as unknown as GeneratedPlugin,
    published,
    "https://github.example/acme/forge",
  );
const at = (first: number, count: number, other: string): MergeConflict => ({
  path: "a.js",
  kind: "both_changed",
  text: { first, count, other, kept: "ours" },
});

it("suggests the other text for exactly the lines that were kept", () => {
  const one = review(lines(9), [at(4, 1, "four\n")]);
  expect(one?.comments).toMatchObject([{ path: "plugins/acme-pay/a.js", startLine: null, line: 4 }]);
  expect(one?.comments[0]?.body).toContain("```suggestion\nfour\n```");
  const several = review(lines(9), [at(4, 3, "x\n")]);
  expect(several?.comments).toMatchObject([{ startLine: 4, line: 6 }]);
});

it("brings the line beside it along where people deleted the lines", () => {
  expect(review(lines(9), [at(4, 0, "new\n")])?.comments[0]).toMatchObject({ line: 4 });
  expect(review(lines(9), [at(4, 0, "new\n")])?.comments[0]?.body).toContain("```suggestion\nnew\n4\n```");
  expect(review(lines(9), [at(10, 0, "new\n")])?.comments[0]?.body).toContain("```suggestion\n9\nnew\n```");
  expect(review("", [at(1, 0, "new\n")])?.comments).toEqual([]);
});

it("tells in its text what the pull request does not show", () => {
  const published: PluginFiles = new Map([["a.js", { content: lines(30), executable: false, sha: "1" }]]);
  const changed = lines(30).replace("25\n", "mine\n");
  const draft = review(changed, [at(5, 1, "five\n"), at(25, 1, "new\n")], published);
  expect(draft?.comments.map(({ line }) => line)).toEqual([25]);
  expect(draft?.body).toMatch(/line 5: people changed these lines.*\n```\nfive\n```/su);
  expect(draft?.body).not.toContain("line 25");
  expect(draft?.plain).toContain("line 25");
});

it("says nothing where nothing differs, and stays within GitHub's limits where everything does", () => {
  expect(review(lines(9), [])).toBeNull();
  const many = review(
    lines(4000),
    Array.from({ length: 2000 }, (_, i) => at(i * 2 + 1, 1, `${"x".repeat(200)}\n`)),
  );
  expect(many?.comments).toHaveLength(50);
  expect(many?.body.length).toBeLessThan(60_000);
  expect(many?.plain).toMatch(/And \d+ more: compare with the new rendering/u);
});
