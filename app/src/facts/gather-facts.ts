import type { AuditRecord } from "@plugsmith/schemas";
import { listHandedOver, listUnfinished } from "@plugsmith/trust";
import { parseConfigText } from "../config/parse-config-text.ts";
import { readIssue } from "../github/read-issue.ts";
import { readCommits, readPullOfBranch, readReviews } from "../github/read-pull.ts";
import { readTeamIds } from "../github/read-standing.ts";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import { parseRequestText } from "../request/parse-request-text.ts";
import {
  countAcceptedToday,
  findAccepted,
  findLast,
  listUnfinished as listUnfinishedRequests,
} from "./derive-records.ts";
import type { Account, CommentFact, Facts, OtherRequest, RequestFact } from "./facts.ts";
import type { GatherContext } from "./gather-context.ts";
import { gatherEvidence, noEvidence } from "./gather-evidence.ts";
import { gatherLedger } from "./gather-ledger.ts";
import { gatherPipeline, gatherPublishing, gatherRevocationRuns, noPipeline, noPublish } from "./gather-pipeline.ts";
import { gatherBranch, gatherPublished } from "./gather-published.ts";
import { gatherRegistry } from "./gather-registry.ts";
import { gatherComments, gatherRequest } from "./gather-request.ts";
import { gatherSigning } from "./gather-signing.ts";
import { gatherStandings } from "./gather-standings.ts";
import { listNewChannels } from "./list-new-channels.ts";

/** What the hint says about whom and what to look at besides the request itself. */
export interface GatherFocus {
  readonly request: number;
  /** Issue or pull request where the hint came from. */
  readonly thread: number;
  /** Whose comments are about to be obeyed. */
  readonly commenters: (comments: readonly CommentFact[]) => readonly Account[];
}

export interface Gathered {
  readonly facts: Facts;
  /** Comments of the thread where the hint came from. */
  readonly threadComments: readonly CommentFact[];
}

/** Other unfinished requests that matter: of the same name or person, and still open on GitHub. */
async function gatherOthers(
  context: GatherContext,
  records: readonly AuditRecord[],
  request: RequestFact,
  name: string | null,
): Promise<OtherRequest[]> {
  const relevant = listUnfinishedRequests(records, request.number).filter(
    (other) => other.name === name || other.requester === request.author.id,
  );
  const checked = await Promise.all(
    relevant.slice(-20).map(async (other) => {
      const issue = await readIssue(context.request, context.repository, other.number);
      return issue?.open ? [other] : [];
    }),
  );
  return checked.flat();
}

/**
 * Everything that is known about one request at this moment, read again from git and GitHub; null when the thread is no
 * forge request. Before a request is accepted this takes three or four REST requests.
 */
export async function gatherFacts(context: GatherContext, focus: GatherFocus): Promise<Gathered | null> {
  await context.mirror.refresh();
  const all = await context.audit.read();
  const records = all.filter((record) => record.request === focus.request);
  const accepted = findAccepted(records);
  const request = await gatherRequest(context, focus.request, all);
  const base = await context.mirror.readBranch(context.repository.defaultBranch);
  if (!request || !base) return null;
  const now = context.now().toISOString();
  const { owner, repo, id, defaultBranch } = context.repository;
  const config = parseConfigText(await readMirrorFile(context.mirror, base.commit, ".github/forge.yml"));
  const [{ comments, threadComments }, { registry, reviewers, signers }, teamIds, pull] = await Promise.all([
    gatherComments(context, focus.request, focus.thread),
    gatherRegistry(context.mirror, {
      repository: `${owner}/${repo}`,
      rootDigest: config.ok ? config.value.registry?.rootDigest : undefined,
      now: context.now(),
    }),
    config.ok && (accepted || config.value.requests?.from === "team")
      ? readTeamIds(context.request, context.repository, config.value)
      : null,
    accepted
      ? readPullOfBranch(context.request, context.repository, `forge/request-${focus.request}`, defaultBranch)
      : null,
  ]);
  const written =
    accepted === null && request.text !== null
      ? parseRequestText(request.text, request.kind === "issue" ? "issue" : "file")
      : null;
  const name = accepted?.name ?? (written?.ok ? written.value.name : null);
  const published = name === null ? null : await gatherPublished(context.mirror, base.commit, name, all);
  const othersPlugin = published !== null && published.pin?.requester.id !== request.author.id;
  const asksNow = accepted === null && config.ok && (othersPlugin || config.value.requests?.from !== "anyone");
  const people = [...(asksNow ? [request.author] : []), ...focus.commenters(threadComments)];
  const standingFacts = { config, teamIds, reviewers, now };
  const edited = findLast(records, "request_accepted")?.data?.["textDigest"] !== request.textDigest;
  const [branch, otherRequests, standings, pipeline, publishing, reviews, commits] = await Promise.all([
    name && pull?.open && edited ? gatherBranch(context.mirror, pull, name, records) : null,
    accepted ? [] : gatherOthers(context, all, request, name),
    gatherStandings(context, people, standingFacts),
    name && pull ? gatherPipeline(context, name, pull, records) : noPipeline,
    name && pull ? gatherPublishing(context, name, pull, records) : noPublish,
    pull ? readReviews(context.request, context.repository, pull.number) : [],
    pull ? readCommits(context.request, context.repository, pull.number) : [],
  ]);
  const versions = registry?.plugins.find((entry) => entry.name === name)?.versions ?? [];
  const release = versions.find((version) => version.request === focus.request) ?? null;
  const revocation = registry?.revocations.findLast(
    (entry) => entry.name === name && entry.version === release?.version,
  );
  const ledger = release && name ? await gatherLedger(context.mirror, name, release.version) : null;
  const added = config.ok && ledger && published ? listNewChannels(config.value, published.manifest, ledger) : [];
  const goesOn = listUnfinished(ledger).length + listHandedOver(ledger).length + added.length > 0;
  // Publishing goes on only with a quorum, also on the channels that a released version has not reached.
  const evidence =
    name && pull && (!release || goesOn)
      ? await gatherEvidence(context, { name, pull, reviews, config, versions })
      : noEvidence;
  const revocationState =
    revocation?.state ?? (release?.status === "active" || release?.status === "disabled" ? "none" : release?.status);
  const revocationRuns = revocationState ? await gatherRevocationRuns(context, records, revocationState) : 0;
  const facts: Facts = {
    now,
    forge: context.forge,
    repository: {
      owner,
      repo,
      id,
      defaultBranch,
      baseSha: base.commit,
      baseTree: base.tree,
      webUrl: `${context.serverUrl}/${owner}/${repo}`,
    },
    config,
    request,
    comments,
    records,
    acceptedToday: countAcceptedToday(all, now),
    otherRequests,
    standings,
    published,
    pull,
    branch,
    commits,
    reviews,
    evidence,
    pipeline,
    publishing,
    reviewers,
    teamIds,
    versions,
    release,
    ledger,
    revocation: release ? (revocation ?? null) : null,
    revocationRuns,
    signing: await gatherSigning(context.mirror, base.commit, signers),
  };
  return { facts, threadComments };
}
