import { type FakeRelease, fakeGitHubApi, makeForge, testCommits } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { openChannel } from "../testing/fake-tools.ts";
import { makePublication } from "../testing/fake-world.ts";
import { makeReleaseChannel } from "./github-release.ts";

const revocation = { name: "bench-hello", version: "1.0.0", reason: "leaks", revoked: [] };

function open() {
  const api = fakeGitHubApi(makeForge());
  return { api, channel: openChannel(makeReleaseChannel, { name: "release", kind: "github-release" }, { api }) };
}

describe("the release channel", () => {
  it("says in turn that nothing, a draft and the release are there", async () => {
    const { api, channel } = open();
    const publication = makePublication();
    expect(await channel.read(publication)).toEqual({ state: "absent" });
    let writes = 0;
    api.onWrite = () => {
      if (++writes === 4) throw new Error("killed");
    };
    await expect(channel.publish(publication)).rejects.toThrow("killed");
    api.onWrite = () => undefined;
    expect(await channel.read(publication)).toEqual({ state: "begun" });
    await channel.publish(publication);
    expect(await channel.read(publication)).toEqual({
      state: "published",
      evidence: {
        url: "https://github.test/acme/forge/releases/tag/bench-hello%401.0.0",
        digest: publication.digest,
        at: "2026-06-01T12:30:00Z",
      },
    });
  });

  it("sees a tag on another commit as other bytes", async () => {
    const { api, channel } = open();
    api.state.tags["bench-hello@1.0.0"] = "f".repeat(40);
    expect(await channel.read(makePublication())).toMatchObject({ state: "other_bytes" });
  });

  it("fills a draft of its own beside those of other runs, and takes those away only after the publication", async () => {
    const { api, channel } = open();
    const draft = (id: number): FakeRelease => ({
      id,
      tag_name: "bench-hello@1.0.0",
      target_commitish: testCommits.merge,
      draft: true,
      published_at: null,
      upload_url: `https://uploads.github.test/releases/${id}/assets{?name,label}`,
      assets: [],
    });
    api.state.releases.push(draft(502), draft(501));
    const publication = makePublication();
    await channel.tidy?.(publication);
    await channel.publish(publication);
    const seen = () => api.state.releases.map(({ id, draft: isDraft }) => [id, isDraft]);
    expect(seen()).toEqual([
      [502, true],
      [501, true],
      [503, false],
    ]);
    expect(await channel.read(publication)).toMatchObject({ state: "published" });
    await channel.tidy?.(publication);
    expect(seen()).toEqual([[503, false]]);
  });

  it("marks no draft: what was never published cannot be taken back", async () => {
    const { api, channel } = open();
    let writes = 0;
    api.onWrite = () => {
      if (++writes === 4) throw new Error("killed");
    };
    await expect(channel.publish(makePublication())).rejects.toThrow("killed");
    api.onWrite = () => undefined;
    const before = JSON.stringify(api.state.releases);
    expect(await channel.retract(revocation)).toEqual({ todo: "There is no such release." });
    expect(JSON.stringify(api.state.releases)).toBe(before);
  });

  it("marks the release of a revoked version, once", async () => {
    const { api, channel } = open();
    await channel.publish(makePublication());
    await channel.retract(revocation);
    const [release] = api.state.releases;
    expect(release).toMatchObject({ name: "bench-hello 1.0.0 (revoked)", prerelease: true, draft: false });
    expect(release?.body).toMatch(/^> \[!CAUTION\]/u);
    const before = api.requests.length;
    await channel.retract(revocation);
    expect(api.requests.slice(before).filter((request) => !request.startsWith("GET"))).toEqual([]);
  });
});
