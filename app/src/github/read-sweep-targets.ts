import type { HintSubject } from "../hints/hint.ts";
import { findRequestMarker } from "../request/find-request-marker.ts";
import { isUpgradeTitle } from "../upgrade/render-upgrade-issue.ts";
import { type ApiRequest, nameOf, type RepositoryName } from "./api-request.ts";
import { asId, asRecord } from "./decode-value.ts";
import { decodeIssue } from "./read-issue.ts";
import { readPages } from "./read-pages.ts";

type SweepSubject = Extract<HintSubject, { kind: "sweep" }>;

const hourMs = 60 * 60 * 1000;
const lookBackMs = 24 * hourMs;

/**
 * Threads that a sweep has to look at: open ones that may be requests, closed ones that changed within a day (a command on
 * a published request), and the forge's own pull requests where people have written. Two requests, more when a list has
 * several pages. The time is a whole hour, so that the answer can be asked for conditionally.
 */
export async function readSweepTargets(
  request: ApiRequest,
  repository: RepositoryName,
  forgeLogin: string,
  now: Date,
): Promise<SweepSubject[]> {
  const route = "GET /repos/{owner}/{repo}/issues";
  const since = new Date(Math.floor(now.getTime() / hourMs) * hourMs - lookBackMs).toISOString();
  const name = nameOf(repository);
  const open = await readPages(request, route, { ...name, state: "open" });
  const closed = await readPages(request, route, { ...name, state: "closed", since }, { maxPages: 3 });
  const subjects = [...open, ...closed].flatMap((value): SweepSubject[] => {
    const issue = decodeIssue(value);
    if (!issue) return [];
    const { number } = issue;
    if (issue.author.login === forgeLogin && issue.author.type === "Bot") {
      // Where the number is not told, somebody may have written.
      const comments = asRecord(value)["comments"];
      if (!issue.isPull) return issue.open && isUpgradeTitle(issue.title) ? [{ kind: "sweep", number }] : [];
      return comments !== 0 ? [{ kind: "sweep", number, onPull: true }] : [];
    }
    const asks = issue.isPull ? issue.open : findRequestMarker(issue);
    return asks && asId(number) > 0 ? [{ kind: "sweep", number }] : [];
  });
  // A request is looked at before the comments on its pull request.
  return [...subjects.filter((one) => !one.onPull), ...subjects.filter((one) => one.onPull)];
}
