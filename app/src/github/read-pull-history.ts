import type { PullEvent, PullShape } from "@plugsmith/trust";
import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { decodeAccount } from "./decode-account.ts";
import { asRecord, asText, asTextOrNull } from "./decode-value.ts";
import { readPages } from "./read-pages.ts";

/** GitHub lists no more files of a pull request, whatever it changes. */
const maxFiles = 3000;
const maxPushes = 100;

/** Files that a pull request changes; null when GitHub does not list them all. */
export async function readChangedFiles(
  request: ApiRequest,
  repository: RepositoryName,
  pull: number,
): Promise<PullShape["files"]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
  const entries = await readPages(request, route, { ...nameOf(repository), pull_number: pull }, { maxPages: 30 });
  if (entries.length >= maxFiles) return null;
  return entries.map((value) => {
    const file = asRecord(value);
    return { path: asText(file["filename"]), previousPath: asTextOrNull(file["previous_filename"]) };
  });
}

/**
 * Events of a pull request, oldest first; null when they may not be read. A server that keeps none (404) has none: head and
 * base are compared exactly anyway.
 */
export async function readPullEvents(
  request: ApiRequest,
  repository: RepositoryName,
  pull: number,
): Promise<PullEvent[] | null> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/events";
  try {
    const entries = await readPages(request, route, { ...nameOf(repository), issue_number: pull }, { maxPages: 30 });
    return entries.map((value) => {
      const entry = asRecord(value);
      return { event: asText(entry["event"]), createdAt: asText(entry["created_at"]) };
    });
  } catch (error) {
    const status = getStatus(error);
    if (status === 404) return [];
    if (status === 403) return null;
    throw error;
  }
}

/**
 * Who pushed to a branch, by GitHub's activity log; null when there were more pushes than one answer holds. Where a server
 * has no such log (404), or the App may not read it (403), the deliveries that were heard are all that is known. One request.
 */
export async function readPushers(
  request: ApiRequest,
  repository: RepositoryName,
  branch: string,
): Promise<{ id: number; login: string }[] | null> {
  try {
    const { data } = await request("GET /repos/{owner}/{repo}/activity", {
      ...nameOf(repository),
      ref: `refs/heads/${branch}`,
      per_page: maxPushes,
    });
    if (!Array.isArray(data)) return [];
    if (data.length >= maxPushes) return null;
    return data.map(asRecord).flatMap((entry) => {
      const actor = decodeAccount(entry["actor"]);
      const pushes = ["push", "force_push", "branch_creation"].includes(asText(entry["activity_type"]));
      return actor && pushes ? [{ id: actor.id, login: actor.login }] : [];
    });
  } catch (error) {
    const status = getStatus(error);
    if (status === 404 || status === 403) return [];
    throw error;
  }
}
