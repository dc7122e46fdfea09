import { fakeGitHubApi, makeForge, testCommits } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { makePublication } from "../testing/fake-world.ts";
import { applyRelease } from "./apply-release.ts";
import type { ReleaseFacts } from "./plan-release.ts";

const publication = makePublication();
const facts: ReleaseFacts = {
  tag: publication.tag,
  mergeSha: testCommits.merge,
  tagSha: null,
  release: null,
  wanted: { "a.txt": `sha256:${"1".repeat(64)}` },
};
const effects = [
  { kind: "create_draft" },
  { kind: "upload_asset", name: "a.txt" },
  { kind: "publish_release" },
] as const;

describe("applyRelease", () => {
  it("leaves a draft as it is when GitHub stored other bytes than were sent", async () => {
    const api = fakeGitHubApi(makeForge());
    await expect(applyRelease(effects, facts, publication, { api, repository: "acme/forge" })).rejects.toMatchObject({
      code: "publish_failed",
      message: expect.stringContaining("other files"),
    });
    expect(api.state.releases.map(({ draft }) => draft)).toEqual([true]);
  });

  it("takes its own draft away when another run was faster, and says so", async () => {
    const api = fakeGitHubApi(makeForge());
    const older = {
      id: 7,
      tag_name: publication.tag,
      target_commitish: "x",
      draft: true,
      published_at: null,
      assets: [],
    };
    api.state.releases.push({ ...older, upload_url: "https://uploads.github.test/releases/7/assets{?name,label}" });
    await expect(applyRelease(effects, facts, publication, { api, repository: "acme/forge" })).rejects.toMatchObject({
      code: "publish_failed",
      message: expect.stringContaining("Another run"),
    });
    expect(api.state.releases.map(({ id }) => id)).toEqual([7]);
  });
});
