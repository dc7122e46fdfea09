import {
  type GitHubApi,
  pick,
  pickId,
  pickList,
  pickText,
  readAnswer,
  readList,
  readVisible,
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

/** All releases of a plugin with the versions that their tags name, drafts too. */
export async function readPluginReleases(
  api: GitHubApi,
  repository: string,
  name: string,
): Promise<{ readonly version: string; readonly release: ReleaseFact }[]> {
  const entries = await readList(api, `/repos/${repository}/releases`);
  const tagOf = (entry: unknown) => textOrNull(pick(entry, "tag_name")) ?? "";
  return entries
    .filter((entry) => tagOf(entry).startsWith(`${name}@`))
    .map((entry) => ({ version: tagOf(entry).slice(name.length + 1), release: parseRelease(entry) }));
}

/** All releases of a tag, the one that counts first: the published one, else the oldest draft. */
export async function readReleases(api: GitHubApi, repository: string, tag: string): Promise<ReleaseFact[]> {
  const entries = await readList(api, `/repos/${repository}/releases`);
  const own = entries.filter((entry) => pick(entry, "tag_name") === tag).map(parseRelease);
  return own.sort(byWeight);
}

/** The release of a tag that counts; null: none. */
export const readRelease = async (api: GitHubApi, repository: string, tag: string): Promise<ReleaseFact | null> =>
  (await readReleases(api, repository, tag))[0] ?? null;

export const readReleaseById = async (api: GitHubApi, repository: string, id: number): Promise<ReleaseFact> =>
  parseRelease(await readAnswer(api, `/repos/${repository}/releases/${id}`));

/** Commit that a tag names, or null where there is no such tag. An annotated tag names no commit of ours: its own id. */
export async function readTag(api: GitHubApi, repository: string, tag: string): Promise<string | null> {
  const body = await readVisible(api, `/repos/${repository}/git/ref/tags/${encodeURIComponent(tag)}`);
  return body === null ? null : pickText(body, "object", "sha");
}
