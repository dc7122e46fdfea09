import { createHash } from "node:crypto";
import type { GitHubAnswer } from "../github/github-api.ts";
import type { FakeGitHubState } from "./fake-github-state.ts";

export const uploadBase = "https://uploads.github.test/releases/";
const publishedAt = "2026-06-01T12:30:00Z";
const notFound: GitHubAnswer = { status: 404, body: { message: "Not Found" } };

interface ReleaseBody {
  readonly tag_name: string;
  readonly target_commitish: string;
  readonly draft?: boolean;
}

/** Releases as GitHub keeps them: drafts change, published ones do not, and publishing makes the tag. */
export function handleRelease(
  state: FakeGitHubState,
  method: string,
  path: string,
  body: unknown,
): GitHubAnswer | undefined {
  if (path === "/releases" && method === "GET") return { status: 200, body: structuredClone(state.releases) };
  if (path === "/releases" && method === "POST") {
    const { tag_name, target_commitish, draft } = body as ReleaseBody;
    const id = state.releases.length + 500;
    const upload_url = `${uploadBase}${id}/assets{?name,label}`;
    const release = {
      id,
      tag_name,
      target_commitish,
      draft: draft === true,
      published_at: null,
      upload_url,
      assets: [],
    };
    state.releases.push(release);
    return { status: 201, body: structuredClone(release) };
  }
  const asset = /^\/releases\/assets\/(\d+)$/u.exec(path)?.[1];
  if (asset !== undefined && method === "DELETE") {
    const release = state.releases.find((entry) => entry.assets.some(({ id }) => id === Number(asset)));
    if (!release) return notFound;
    if (!release.draft) return { status: 422, body: { message: "Cannot change an immutable release" } };
    release.assets = release.assets.filter(({ id }) => id !== Number(asset));
    return { status: 204, body: null };
  }
  const release = state.releases.find((entry) => path === `/releases/${entry.id}`);
  if (release && method === "GET") return { status: 200, body: structuredClone(release) };
  if (release && method === "PATCH") {
    const { tag_name, target_commitish, draft } = body as ReleaseBody;
    if (!release.draft) return { status: 422, body: { message: "Cannot change an immutable release" } };
    Object.assign(release, { tag_name, target_commitish, draft: draft === true, published_at: publishedAt });
    state.tags[tag_name] ??= target_commitish;
    return { status: 200, body: structuredClone(release) };
  }
  return undefined;
}

/** An upload to a draft; the same name twice is refused, as GitHub does. */
export function handleUpload(state: FakeGitHubState, url: string, bytes: Uint8Array): GitHubAnswer {
  const { pathname, searchParams } = new URL(url);
  const release = state.releases.find((entry) => pathname === `/releases/${entry.id}/assets`);
  const name = searchParams.get("name");
  if (!release || name === null) return notFound;
  if (!release.draft) return { status: 422, body: { message: "Cannot upload to an immutable release" } };
  if (release.assets.some((entry) => entry.name === name)) return { status: 422, body: { message: "already_exists" } };
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const id = 9000 + state.releases.reduce((sum, entry) => sum + entry.assets.length, 0) + Math.trunc(bytes.length / 7);
  const address = `https://github.test/${release.tag_name}/${name}`;
  release.assets.push({ id, name, digest, state: "uploaded", browser_download_url: address });
  return { status: 201, body: {} };
}
