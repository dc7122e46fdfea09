import type { ForgeRequest } from "@plugsmith/schemas";
import type { NewRecord } from "../audit/audit-store.ts";
import type { OpenPullEffect } from "../effects/effect.ts";
import type { GeneratedFiles, GeneratedPlugin, PluginEngine } from "../engine/plugin-engine.ts";
import { findAccepted, findHold, findLast } from "../facts/derive-records.ts";
import type { Account, Facts } from "../facts/facts.ts";
import { renderMergeReview } from "../render/render-merge-review.ts";
import { renderPullBody } from "../render/render-pull-body.ts";
import { type Amendment, decideAmendment } from "./decide-amendment.ts";
import { decideIntake, type Intake } from "./decide-intake.ts";
import type { Refusal } from "./decision.ts";

export interface Opening {
  readonly open: OpenPullEffect | null;
  readonly records: readonly NewRecord[];
  /** Why nothing is opened, for a request that is not accepted. */
  readonly refused: Extract<Intake, { kind: "refused" }> | null;
  /** An edit of the accepted text that waits for a decision. */
  readonly amendment: Amendment | null;
}

function planOpenPull(facts: Facts, request: ForgeRequest, plugin: GeneratedPlugin): OpenPullEffect {
  const { repository } = facts;
  const { number, author } = facts.request;
  const { name, version } = plugin.manifest;
  const folder = `plugins/${name}`;
  const verb = plugin.previous ? "update" : "add";
  const toCommit = (files: GeneratedFiles) =>
    [...files].map(([path, file]) => ({ path: `${folder}/${path}`, ...file }));
  return {
    kind: "open_pull",
    name,
    conflicts: plugin.conflicts.length,
    branch: `forge/request-${number}`,
    base: { branch: repository.defaultBranch, sha: repository.baseSha, tree: repository.baseTree },
    files: toCommit(plugin.files),
    render: plugin.render && toCommit(plugin.render),
    tip: facts.branch?.headSha ?? null,
    review: renderMergeReview(plugin, facts.published?.files ?? null, repository.webUrl),
    removed: plugin.removed.map((path) => `${folder}/${path}`),
    message: `feat(${name}): ${verb} version ${version}\n\nForge-Request: #${number}\n`,
    title: `${verb === "add" ? "Add" : "Update"} ${name} ${version}`,
    body: renderPullBody({ request, requestNumber: number, requester: author.login, plugin }),
  };
}

function planRefusal(facts: Facts, refused: { readonly refusal: Pick<Refusal, "code"> }): NewRecord[] {
  const { textDigest, number, author } = facts.request;
  const last = findLast(facts.records, "request_refused");
  if (last?.data?.["code"] === refused.refusal.code && last.data["textDigest"] === textDigest) return [];
  const data = { code: refused.refusal.code, textDigest };
  return [{ kind: "request_refused", request: number, actor: { id: author.id, login: author.login }, data }];
}

function planAcceptance(facts: Facts, request: ForgeRequest, actor: Account, comment: number | null): NewRecord {
  const { author, number, textDigest, file } = facts.request;
  return {
    kind: "request_accepted",
    request: number,
    actor: { id: actor.id, login: actor.login },
    accepted: request,
    ...(file && { headSha: file.headSha }),
    data: { requester: author.id, textDigest, ...(comment !== null && { comment }) },
  };
}

/** An edit of the accepted text: shown and noted until somebody accepts it, then a further commit on the same pull request. */
function decideAmended(
  facts: Facts,
  engine: PluginEngine,
  acceptedBy: Account | null,
  comment: number | null,
): Opening {
  const amendment = decideAmendment(facts, engine);
  const none: Opening = { open: null, records: [], refused: null, amendment };
  if (amendment?.kind !== "plan") return none;
  // The same proof that a first acceptance needs: this very text was shown before it was accepted.
  if (!acceptedBy) return { ...none, records: planRefusal(facts, { refusal: { code: "acceptance_needed" } }) };
  const { request, plugin } = amendment;
  const open = planOpenPull(facts, request, plugin);
  return { open, records: [planAcceptance(facts, request, acceptedBy, comment)], refused: null, amendment: null };
}

/** Nothing is accepted, opened or changed on hold. */
const held: Extract<Intake, { kind: "refused" }> = {
  kind: "refused",
  state: "blocked",
  refusal: { code: "not_now", message: "The request is on hold.", hint: "Comment `/forge unhold` first." },
};

/**
 * Accepts a request that is ready, and opens the pull request of an accepted one that has none. `comment`: in which it was
 * accepted by `acceptedBy`.
 */
export function decideOpening(
  facts: Facts,
  engine: PluginEngine,
  acceptedBy: Account | null,
  comment: number | null = null,
): Opening {
  const none: Opening = { open: null, records: [], refused: null, amendment: null };
  const { author, number } = facts.request;
  if (!facts.request.open || findLast(facts.records, "request_cancelled")) return none;
  const accepted = findAccepted(facts.records);
  if (findHold(facts.records)) return accepted ? none : { ...none, refused: held };
  if (accepted) {
    if (facts.release) return none;
    if (facts.pull) return decideAmended(facts, engine, acceptedBy, comment);
    const plugin = engine({ request: accepted, requestNumber: number, requester: author, published: facts.published });
    return { ...none, open: planOpenPull(facts, accepted, plugin) };
  }
  const intake = decideIntake(facts, engine, acceptedBy !== null);
  if (intake.kind === "refused") return { ...none, records: planRefusal(facts, intake), refused: intake };
  const record = planAcceptance(facts, intake.request, acceptedBy ?? author, comment);
  return { ...none, open: planOpenPull(facts, intake.request, intake.plugin), records: [record] };
}
