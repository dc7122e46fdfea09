import { isPublishRunning } from "../decisions/decide-channels.ts";
import { decideDemands } from "../decisions/decide-demands.ts";
import type { RequestState } from "../decisions/request-state.ts";
import type { Facts } from "../facts/facts.ts";
import { renderAmendment } from "./render-amendment.ts";
import { renderBenchEvents } from "./render-bench-events.ts";
import { renderChannels } from "./render-channels.ts";
import { renderCode } from "./render-code.ts";
import { renderDemands } from "./render-demands.ts";
import { renderMerge } from "./render-merge.ts";
import { renderNext } from "./render-next.ts";
import { listStages } from "./render-stages.ts";
import { renderText } from "./render-text.ts";

/** First line of the one status comment; only a comment of our own that starts with it is it. */
export const statusMarker = "<!-- plugsmith:status -->";

function renderDigest(facts: Facts): string[] {
  const digest = facts.release?.digest ?? facts.pipeline.digest;
  const head = facts.release?.headSha ?? facts.pull?.headSha;
  return digest && head ? ["", `**Package** \`${digest}\` of commit \`${head}\``] : [];
}

function renderApprovals(state: RequestState): string[] {
  const { quorum } = state;
  if (!quorum || quorum.counted.length + quorum.uncounted.length + quorum.blockedBy.length === 0) return [];
  return [
    "",
    `#### Approvals: ${quorum.count} of ${quorum.required}`,
    "",
    ...quorum.counted.map((review) => `- ✅ ${renderCode(review.login)} approved this commit`),
    ...quorum.blockedBy.map((blocker) => `- ✋ ${renderText(blocker.message)}`),
    ...quorum.uncounted.map(
      (review) => `- ➖ ${renderCode(review.login)} not counted: ${renderText(review.message, 500)}`,
    ),
  ];
}

/** While approvals are given: what they must contain. */
function renderDemanded(facts: Facts, state: RequestState): string[] {
  const gives = ["review", "approved", "publish-failed"].includes(state.name);
  return gives && facts.pipeline.digest !== null ? renderDemands(decideDemands(facts)) : [];
}

function renderReset(facts: Facts, state: RequestState): string[] {
  if (state.quorum?.count !== 0 || !facts.pull) return [];
  const heads = new Set(
    facts.records.flatMap((record) => (record.kind === "pipeline_dispatched" ? (record.headSha ?? []) : [])),
  );
  heads.delete(facts.pull.headSha);
  const earlier = facts.reviews.some((review) => review.commitId !== null && heads.has(review.commitId));
  return earlier
    ? [
        "",
        `A push moved the pull request to \`${facts.pull.headSha.slice(0, 7)}\`: earlier approvals were for another commit, and the count starts again at 0.`,
      ]
    : [];
}

/** Stages, digest, approvals with reasons, bench: what is known besides the first sentence. */
export function renderPicture(facts: Facts, state: RequestState): string[] {
  const refused = !state.accepted && state.name === "invalid";
  const stages = refused
    ? []
    : [
        "",
        "| Stage | | |",
        "|---|---|---|",
        ...listStages(facts, state).map((row) => `| ${row.stage} | ${row.state} | ${row.detail} |`),
      ];
  return [
    ...stages,
    ...renderChannels(facts.ledger, isPublishRunning(facts)),
    ...renderDigest(facts),
    ...renderReset(facts, state),
    ...renderMerge(facts),
    ...renderAmendment(state.amendment),
    ...renderDemanded(facts, state),
    ...renderApprovals(state),
    ...renderBenchEvents(facts.records),
  ];
}

/**
 * The one status comment: what the request waits for and who can act, a table of stages, digest, approvals with each
 * uncounted review's reason, and what benches report. Pure; equal facts give equal text, so it is written only when
 * something changed.
 */
export function renderStatus(facts: Facts, state: RequestState): string {
  const name = state.accepted?.name;
  const version = facts.release?.version ?? facts.published?.manifest.version;
  const title = name ? `${renderCode(name)}${facts.release ? ` ${version}` : ""}` : "Forge request";
  const head = [statusMarker, `### 🔨 ${title}`, "", renderNext(facts, state)];
  const foot = ["", "<sub>Kept current by Plugsmith. Comment `/forge help` for what you can do.</sub>"];
  return [...head, ...renderPicture(facts, state), ...foot].join("\n");
}
