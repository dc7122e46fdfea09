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
  readonly name?: string;
  readonly body?: string;
  readonly prerelease?: boolean;
}

/** Releases as GitHub keeps them: drafts change, published ones do not, and publishing makes the tag. */
export function handleRelease(
  state: FakeGitHubState,
  method: string,
  path: string,
  body: unknown,
): GitHubAnswer | undefined {
  // Newest first, and no more than a page: whoever needs more must ask for more.
  if (path === "/releases" && method === "GET")
    return { status: 200, body: structuredClone([...state.releases].sort((a, b) => b.id - a.id).slice(0, 100)) };
  const tag = /^\/releases\/tags\/(.+)$/u.exec(path)?.[1];
  if (tag !== undefined && method === "GET") {
    const found = state.releases.find((entry) => !entry.draft && entry.tag_name === decodeURIComponent(tag));
    return found ? { status: 200, body: structuredClone(found) } : notFound;
  }
  if (path === "/releases" && method === "POST") {
    const { tag_name, target_commitish, draft, name = "", body: text = "" } = body as ReleaseBody;
    const id = Math.max(499, ...state.releases.map((entry) => entry.id)) + 1;
    const upload_url = `${uploadBase}${id}/assets{?name,label}`;
    const release = {
      id,
      tag_name,
      target_commitish,
      draft: draft === true,
      published_at: null,
      name,
      body: text,
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
  // Also a published one: nothing but the writer's care keeps it.
  if (release && method === "DELETE") {
    state.releases = state.releases.filter((entry) => entry !== release);
    return { status: 204, body: null };
  }
  if (release && method === "PATCH") {
    const { tag_name, target_commitish, draft, ...words } = body as ReleaseBody;
    // Title and text of a published release may still change, its tag and files may not.
    if (!release.draft && tag_name !== undefined)
      return { status: 422, body: { message: "Cannot change an immutable release" } };
    if (tag_name === undefined) {
      Object.assign(release, words);
      return { status: 200, body: structuredClone(release) };
    }
    if (state.releases.some((entry) => entry !== release && !entry.draft && entry.tag_name === tag_name))
      return { status: 422, body: { message: "already_exists" } };
    Object.assign(release, words, { tag_name, target_commitish, draft: draft === true, published_at: publishedAt });
    state.tags[tag_name] ??= target_commitish;
    return { status: 200, body: structuredClone(release) };
  }
  return /^\/releases\/\d+$/u.test(path) ? notFound : undefined;
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
  const id = Math.max(8999, ...state.releases.flatMap(({ assets }) => assets.map((entry) => entry.id))) + 1;
  const address = `https://github.test/${release.tag_name}/${name}`;
  release.assets.push({
    id,
    name,
    digest,
    state: "uploaded",
    browser_download_url: address,
    bytes: Buffer.from(bytes).toString("base64"),
  });
  return { status: 201, body: {} };
}

/** The bytes of an uploaded file. */
export function handleDownload(state: FakeGitHubState, path: string): Uint8Array | undefined {
  const id = Number(/\/releases\/assets\/(\d+)$/u.exec(path)?.[1]);
  const bytes = state.releases.flatMap(({ assets }) => assets).find((asset) => asset.id === id)?.bytes;
  return bytes === undefined ? undefined : Buffer.from(bytes, "base64");
}
