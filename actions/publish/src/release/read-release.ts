import {
  type GitHubApi,
  pick,
  pickId,
  pickList,
  pickText,
  readAnswer,
  readVisible,
  refuseAnswer,
  textOrNull,
} from "@plugsmith/trust/github";
import type { ReleaseFact } from "./release-fact.ts";

/** A release of an answer of GitHub. */
export function parseRelease(value: unknown): ReleaseFact {
  return {
    id: pickId(value, "id"),
    draft: pick(value, "draft") === true,
    uploadUrl: pickText(value, "upload_url").replace(/\{.*\}$/u, ""),
    publishedAt: textOrNull(pick(value, "published_at")),
    title: textOrNull(pick(value, "name")) ?? "",
    body: textOrNull(pick(value, "body")) ?? "",
    assets: pickList(value, "assets").map((asset) => ({
      id: pickId(asset, "id"),
      name: pickText(asset, "name"),
      digest: textOrNull(pick(asset, "digest")),
      complete: pick(asset, "state") === "uploaded",
      url: pickText(asset, "browser_download_url"),
    })),
  };
}

/** The published one first, then drafts, oldest first. */
export const byWeight = (a: ReleaseFact, b: ReleaseFact): number => Number(a.draft) - Number(b.draft) || a.id - b.id;

const tagOf = (entry: unknown) => textOrNull(pick(entry, "tag_name")) ?? "";

/**
 * The tag's published release, which GitHub finds by its tag, and the newest hundred of the repository, drafts too: a forge has
 * thousands of releases, and a draft that matters was made a moment ago. The one by tag comes first and counts where the two
 * answers differ: it was a draft when the list was made.
 */
async function readEntries(api: GitHubApi, repository: string, tag: string): Promise<readonly unknown[]> {
  const place = `/repos/${repository}/releases`;
  const [tagged, newest] = await Promise.all([
    api.request("GET", `${place}/tags/${encodeURIComponent(tag)}`),
    readAnswer(api, `${place}?per_page=100`),
  ]);
  if (tagged.status !== 200 && tagged.status !== 404) return refuseAnswer(`the release ${tag}`, tagged);
  if (tagged.status === 404) return pickList(newest);
  const id = pickId(tagged.body, "id");
  return [tagged.body, ...pickList(newest).filter((entry) => pickId(entry, "id") !== id)];
}

/** The release of a plugin's version and those of its other versions among the newest, drafts too. */
export async function readPluginReleases(
  api: GitHubApi,
  repository: string,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<{ readonly version: string; readonly release: ReleaseFact }[]> {
  const entries = await readEntries(api, repository, `${name}@${version}`);
  return entries
    .filter((entry) => tagOf(entry).startsWith(`${name}@`))
    .map((entry) => ({ version: tagOf(entry).slice(name.length + 1), release: parseRelease(entry) }));
}

/** The releases of a tag, the one that counts first: the published one, else the oldest draft. */
export async function readReleases(api: GitHubApi, repository: string, tag: string): Promise<ReleaseFact[]> {
  const entries = await readEntries(api, repository, tag);
  const own = entries.filter((entry) => tagOf(entry) === tag).map(parseRelease);
  return own.sort(byWeight);
}

/** The release of a tag that counts; null: none. */
export const readRelease = async (api: GitHubApi, repository: string, tag: string): Promise<ReleaseFact | null> =>
  (await readReleases(api, repository, tag))[0] ?? null;

/** Commit that a tag names, or null where there is no such tag. An annotated tag names no commit of ours: its own id. */
export async function readTag(api: GitHubApi, repository: string, tag: string): Promise<string | null> {
  const body = await readVisible(api, `/repos/${repository}/git/ref/tags/${encodeURIComponent(tag)}`);
  return body === null ? null : pickText(body, "object", "sha");
}
