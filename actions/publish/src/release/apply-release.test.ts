import { fakeGitHubApi, makeForge, testCommits } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makePublication } from "../testing/fake-world.ts";
import { applyRelease, deleteDrafts } from "./apply-release.ts";
import type { ReleaseFacts } from "./plan-release.ts";
import { readReleases } from "./read-release.ts";

const publication = makePublication();
const repository = "acme/forge";
const facts: ReleaseFacts = {
  tag: publication.tag,
  mergeSha: testCommits.merge,
  tagSha: null,
  published: null,
  drafts: [],
  wanted: { "a.txt": `sha256:${"1".repeat(64)}` },
};
const open = () => fakeGitHubApi(makeForge());
const makeDraft = (id: number, draft = true) => ({
  id,
  tag_name: publication.tag,
  target_commitish: "x",
  draft,
  published_at: null,
  assets: [],
  upload_url: `https://uploads.github.test/releases/${id}/assets{?name,label}`,
});

describe("applyRelease", () => {
  it("leaves a draft as it is when GitHub stored other bytes than were sent", async () => {
    const api = open();
    await expect(
      applyRelease({ kind: "fill" }, facts, publication, { api, repository, serverUrl: "https://github.com" }),
    ).rejects.toMatchObject({
      code: "publish_failed",
      message: expect.stringContaining("other files"),
    });
    expect(api.state.releases.map(({ draft }) => draft)).toEqual([true]);
  });

  it("fills a draft of its own beside others, and changes none of those", async () => {
    const api = open();
    api.state.releases.push(makeDraft(500));
    await expect(
      applyRelease({ kind: "fill" }, facts, publication, { api, repository, serverUrl: "https://github.com" }),
    ).rejects.toThrow("other files");
    expect(api.state.releases.map(({ id, assets }) => [id, assets.length])).toEqual([
      [500, 0],
      [501, 1],
    ]);
  });

  it("is quiet when another run published the tag first, also when that one took the draft away", async () => {
    const api = open();
    api.state.releases.push(makeDraft(500, false), makeDraft(501));
    const [, draft] = await readReleases(api, repository, publication.tag);
    if (!draft) throw new Error("no draft");
    const none = { ...facts, wanted: {} };
    const publish = () =>
      applyRelease({ kind: "publish", draft }, none, publication, { api, repository, serverUrl: "https://github.com" });
    await publish();
    await api.request("DELETE", `/repos/${repository}/releases/501`);
    await publish();
    expect(api.state.releases.map(({ id, draft: isDraft }) => [id, isDraft])).toEqual([[500, false]]);
  });

  it("says so when the draft is gone and nobody published", async () => {
    const draft = { id: 9, draft: true, uploadUrl: "", publishedAt: null, title: "", body: "", assets: [] };
    await expect(
      applyRelease({ kind: "publish", draft }, facts, publication, {
        api: open(),
        repository,
        serverUrl: "https://github.com",
      }),
    ).rejects.toMatchObject({ code: "publish_failed", message: expect.stringContaining("404") });
  });
});

describe("deleteDrafts", () => {
  it("takes drafts away beside a published release, and never without one", async () => {
    const api = open();
    api.state.releases.push(makeDraft(500, false), makeDraft(501), makeDraft(502));
    const [published = null, ...drafts] = await readReleases(api, repository, publication.tag);
    await deleteDrafts({ ...facts, drafts }, { api, repository });
    expect(api.state.releases).toHaveLength(3);
    await deleteDrafts({ ...facts, published, drafts }, { api, repository });
    expect(api.state.releases.map(({ id }) => id)).toEqual([500]);
  });
});
