import { expect, it } from "vitest";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";
import { applyReview } from "./apply-review.ts";
import type { ReviewDraft } from "./effect.ts";

const comment = { path: "plugins/acme-scale/src/main.js", startLine: null, line: 1, body: "```suggestion\nx\n```" };
const draft = (comments: ReviewDraft["comments"]): ReviewDraft => ({
  key: "merge",
  body: "Short.",
  comments,
  plain: "Long.",
  renderUrl: "https://github.example/acme/forge/tree/{commit}/plugins/acme-scale",
});

async function open() {
  const forge = createFakeForge();
  forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, people.bob);
  const headSha = forge.state.threads.get(2)?.pull?.headSha ?? "";
  const pull = {
    number: 2,
    open: true,
    merged: false,
    mergeSha: null,
    headSha,
    headRef: "forge/request-1",
    labels: [],
  };
  const context = { request: forge.request, repository: { owner: "acme", repo: "forge" }, forge: forge.context.forge };
  return {
    forge,
    review: (comments: ReviewDraft["comments"]) => applyReview(context, pull, "f".repeat(40), draft(comments)),
  };
}

it("is posted once for a head, with a link to the rendering alone", async () => {
  const { forge, review } = await open();
  const number = await review([comment]);
  expect(await review([comment])).toBe(number);
  expect(forge.state.reviews).toHaveLength(1);
  expect(forge.state.reviews[0]?.body).toMatch(/Short\.[^]*tree\/f{40}\/plugins\/acme-scale/u);
  expect(forge.state.reviews[0]?.comments).toMatchObject([{ path: comment.path, line: 1, side: "RIGHT" }]);
});

it("has everything in its text where a line is not in the diff, or where there is no line at all", async () => {
  const { forge, review } = await open();
  await review([{ ...comment, line: 999 }]);
  expect(forge.state.reviews[0]).toMatchObject({ body: expect.stringContaining("Long."), comments: [] });
  const other = await open();
  await other.review([]);
  expect(other.forge.state.reviews[0]?.body).toContain("Long.");
});

it("is not taken for done because somebody else wrote its mark", async () => {
  const { forge, review } = await open();
  const head = forge.state.threads.get(2)?.pull?.headSha;
  forge.review(2, people.mallory, "COMMENTED", `<!-- plugsmith:note merge-${head} -->`);
  await review([comment]);
  expect(forge.state.reviews).toHaveLength(2);
});
