import { ForgeError } from "@plugsmith/schemas";
import { pick, pickList, textOrNull } from "./decode.ts";
import type { GitHubAnswer, GitHubApi } from "./github-api.ts";

const maximumPages = 30;

/** The refusal for an answer that is no success; GitHub's own words are kept, they hold no secret. */
export function refuseAnswer(what: string, answer: GitHubAnswer): never {
  const words = textOrNull(pick(answer.body, "message"))?.slice(0, 200) ?? "no message";
  throw new ForgeError("publish_failed", {
    message: `GitHub answered ${answer.status} to ${what}: ${words}.`,
    hint: "Check the permissions of the job's token, then run the job again; it goes on where it stopped.",
    facts: { status: answer.status },
  });
}

/** One answer. @throws ForgeError `publish_failed`. */
export async function readAnswer(api: GitHubApi, path: string): Promise<unknown> {
  const answer = await api.request("GET", path);
  return answer.status === 200 ? answer.body : refuseAnswer(`GET ${path}`, answer);
}

/** One answer, or null when there is no such thing or this token may not see it. */
export async function readVisible(api: GitHubApi, path: string): Promise<unknown> {
  const answer = await api.request("GET", path);
  if (answer.status === 404 || answer.status === 403) return null;
  return answer.status === 200 ? answer.body : refuseAnswer(`GET ${path}`, answer);
}

/**
 * Every entry of a list, all pages.
 * @param key where the list is inside the answer; left out when the answer is the list.
 * @throws ForgeError `publish_failed`, also when the list is longer than 3000 entries: half a list is no fact.
 */
export async function readList(api: GitHubApi, path: string, key?: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  const separator = path.includes("?") ? "&" : "?";
  for (let page = 1; page <= maximumPages; page++) {
    const body = await readAnswer(api, `${path}${separator}per_page=100&page=${page}`);
    const found = key === undefined ? pickList(body) : pickList(body, key);
    entries.push(...found);
    if (found.length < 100) return entries;
  }
  throw new ForgeError("publish_failed", { message: `The list ${path} is too long to be read.` });
}
