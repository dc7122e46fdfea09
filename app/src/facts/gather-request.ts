import { type AuditRecord, computeDigest } from "@plugsmith/schemas";
import { readComments } from "../github/read-comments.ts";
import { type IssueFact, readIssue } from "../github/read-issue.ts";
import { readRequestFile } from "../github/read-request-file.ts";
import { findRequestMarker } from "../request/find-request-marker.ts";
import { findUpgradeAsker } from "../upgrade/find-upgrade-asker.ts";
import { isUpgradeTitle } from "../upgrade/render-upgrade-issue.ts";
import { findAccepted } from "./derive-records.ts";
import type { CommentFact, RequestFact } from "./facts.ts";
import type { GatherContext } from "./gather-context.ts";

/**
 * The issue or pull request that asks, and whether it asks at all. An accepted request stays one whatever is edited
 * later. `records`: of every request; an issue of the forge's own asks only for an upgrade that they say somebody asked
 * for, in that person's name. Null: it is none of the forge's business.
 */
export async function gatherRequest(
  context: GatherContext,
  number: number,
  records: readonly AuditRecord[],
): Promise<RequestFact | null> {
  const issue = await readIssue(context.request, context.repository, number);
  if (!issue) return null;
  const upgrade = isOwn(context, issue) && isUpgradeTitle(issue.title) ? findUpgradeAsker(records, issue) : null;
  const source = upgrade ? readAsked(upgrade.text) : await readSource(context, issue);
  const accepted = findAccepted(records.filter((record) => record.request === number)) !== null;
  if (!source && !accepted) return null;
  const { association, labels, open, locked } = issue;
  const author = upgrade?.author ?? issue.author;
  return {
    number,
    kind: issue.isPull ? "pull" : "issue",
    open,
    locked,
    author,
    association,
    labels,
    text: source?.text ?? null,
    textDigest: computeDigest(Buffer.from(source?.text ?? "")),
    file: source?.file ?? null,
  };
}

const readAsked = (text: string | null) => (text === null ? null : { text, file: null });

const isOwn = ({ forge }: GatherContext, { author }: IssueFact) =>
  author.login === forge.login && author.type === "Bot";

async function readSource(
  context: GatherContext,
  issue: IssueFact,
): Promise<{ text: string; file: RequestFact["file"] } | null> {
  // An App's own pull requests and issues ask for nothing of themselves.
  if (isOwn(context, issue)) return null;
  if (!issue.isPull) return findRequestMarker(issue) ? { text: issue.body, file: null } : null;
  const file = await readRequestFile(context.request, context.repository, issue.number);
  return file && { text: file.text, file: { path: file.path, headSha: file.headSha } };
}

/** Comments of the request, and of its pull request when the hint came from there. */
export async function gatherComments(
  context: GatherContext,
  request: number,
  thread: number,
): Promise<{ readonly comments: readonly CommentFact[]; readonly threadComments: readonly CommentFact[] }> {
  const read = (number: number) => readComments(context.request, context.repository, number, context.forge);
  const comments = await read(request);
  return { comments, threadComments: thread === request ? comments : await read(thread) };
}
