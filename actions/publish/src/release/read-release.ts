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
    assets: pickList(value, "assets").map((asset) => ({
      id: pickId(asset, "id"),
      name: pickText(asset, "name"),
      digest: textOrNull(pick(asset, "digest")),
      complete: pick(asset, "state") === "uploaded",
      url: pickText(asset, "browser_download_url"),
    })),
  };
}

/** The release of a tag: the published one, else the oldest draft (two runs at once may have made two); null: none. */
export async function readRelease(api: GitHubApi, repository: string, tag: string): Promise<ReleaseFact | null> {
  const entries = await readList(api, `/repos/${repository}/releases`);
  const own = entries.filter((entry) => pick(entry, "tag_name") === tag).map(parseRelease);
  return own.find((release) => !release.draft) ?? own.sort((a, b) => a.id - b.id)[0] ?? null;
}

export const readReleaseById = async (api: GitHubApi, repository: string, id: number): Promise<ReleaseFact> =>
  parseRelease(await readAnswer(api, `/repos/${repository}/releases/${id}`));

/** Commit that a tag names, or null where there is no such tag. An annotated tag names no commit of ours: its own id. */
export async function readTag(api: GitHubApi, repository: string, tag: string): Promise<string | null> {
  const body = await readVisible(api, `/repos/${repository}/git/ref/tags/${encodeURIComponent(tag)}`);
  return body === null ? null : pickText(body, "object", "sha");
}
