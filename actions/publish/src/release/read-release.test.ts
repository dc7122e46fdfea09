import { type FakeRelease, fakeGitHubApi, makeForge } from "@plugsmith/trust/testing";
import { expect, it } from "vitest";
import { readRelease, readReleases, readTag } from "./read-release.ts";

const release = (id: number, draft: boolean, tag = "x@1.0.0"): FakeRelease => ({
  id,
  tag_name: tag,
  target_commitish: "main",
  draft,
  published_at: draft ? null : "2026-06-01T12:30:00Z",
  upload_url: "https://uploads.github.test/releases/1/assets{?name,label}",
  assets: [],
});

it("of several releases of a tag the published one counts, else the oldest draft", async () => {
  const releases = [release(3, true), release(2, true), release(1, false, "other@1.0.0")];
  const api = fakeGitHubApi(makeForge({ releases, tags: { "x@1.0.0": "c".repeat(40) } }));
  const read = () => readRelease(api, "acme/forge", "x@1.0.0");
  expect(await read()).toMatchObject({
    id: 2,
    draft: true,
    uploadUrl: "https://uploads.github.test/releases/1/assets",
  });
  api.state.releases.push(release(9, false));
  expect(await read()).toMatchObject({ id: 9, draft: false });
  expect((await readReleases(api, "acme/forge", "x@1.0.0")).map(({ id }) => id)).toEqual([9, 2, 3]);
  expect(await readRelease(api, "acme/forge", "none@1.0.0")).toBeNull();
  expect(await readTag(api, "acme/forge", "x@1.0.0")).toBe("c".repeat(40));
  expect(await readTag(api, "acme/forge", "none@1.0.0")).toBeNull();
});

it("finds the published release of a forge that has thousands, and the draft that was made a moment ago", async () => {
  const others = Array.from({ length: 5000 }, (_, index) => release(100 + index, false, `other-${index}@1.0.0`));
  const releases = [release(1, false), ...others, release(9000, true, "y@1.0.0")];
  const api = fakeGitHubApi(makeForge({ releases }));
  expect(await readRelease(api, "acme/forge", "x@1.0.0")).toMatchObject({ id: 1, draft: false });
  expect(await readRelease(api, "acme/forge", "y@1.0.0")).toMatchObject({ id: 9000, draft: true });
  expect(api.requests).toHaveLength(4);
});

it("believes the answer by tag where the list is older", async () => {
  const api = fakeGitHubApi(makeForge({ releases: [release(5, false)] }));
  const stale = await api.request("GET", "/repos/acme/forge/releases");
  const request: typeof api.request = async (method, path, body) =>
    path.includes("/tags/")
      ? api.request(method, path, body)
      : { ...stale, body: [{ ...(stale.body as object[])[0], draft: true }] };
  expect(await readReleases({ ...api, request }, "acme/forge", "x@1.0.0")).toMatchObject([{ id: 5, draft: false }]);
});
