import type { AuditRecord } from "@plugsmith/schemas";
import { hasSuspensionEnded } from "@plugsmith/trust";
import type { NewRecord } from "../audit/audit-store.ts";
import { findLast } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import { type Decision, nothing } from "./decision.ts";

type Dispatched = "pipeline_dispatched" | "publish_dispatched";

/** GitHub may take this long to list a dispatched run; after it the dispatch counts as lost. */
export const dispatchGraceMs = 120_000;
/** From the tenth try on the wait stays what it is: about 17 hours. */
const maxDoublings = 9;
const dayMs = 24 * 60 * 60 * 1000;

const isAgain = (record: AuditRecord) => record.data?.["again"] === true;

/** Each further try waits twice as long, so that a workflow that cannot start does not fill the log. */
function isDue(facts: Facts, last: AuditRecord, tries: number): boolean {
  return Date.parse(facts.now) - Date.parse(last.at) >= dispatchGraceMs * 2 ** Math.min(tries, maxDoublings);
}

/**
 * The dispatch of this head that was written to the log and left no run: the process ended, or GitHub failed, between the
 * two. Runs are counted, because the clocks of bot and GitHub may differ. Null: none, or its next try is not due.
 */
export function findLostDispatch(facts: Facts, kind: Dispatched): AuditRecord | null {
  const own = facts.records.filter((record) => record.kind === kind && record.headSha === facts.pull?.headSha);
  const asked = own.filter((record) => !isAgain(record));
  const { runs } = kind === "pipeline_dispatched" ? facts.pipeline : facts.publishing;
  const [last, lastAsked] = [own.at(-1), asked.at(-1)];
  if (!last || !lastAsked || runs >= asked.length) return null;
  return isDue(facts, last, own.length - asked.length) ? lastAsked : null;
}

/** A publish that was asked for less than a day ago, for the very digest that the head still has. */
export function findLostPublish(facts: Facts): AuditRecord | null {
  const lost = findLostDispatch(facts, "publish_dispatched");
  if (!lost || lost.digest !== facts.pipeline.digest) return null;
  return Date.parse(facts.now) - Date.parse(lost.at) < dayMs ? lost : null;
}

/** Starts the registry workflow again where a recorded suspension or revocation has not reached the registry. */
export function decideRevocationAgain(facts: Facts): Decision {
  const { release, records } = facts;
  const last = findLast(records, "revoke_proposed", "revoke_confirmed");
  if (!release || !last) return nothing;
  const same = records.filter((record) => record.kind === last.kind);
  const now = facts.revocation?.state ?? release.status;
  const confirmed = last.kind === "revoke_confirmed";
  if (now === "revoked" || (now === "suspended" && !confirmed)) return nothing;
  const asked = same.filter((record) => !isAgain(record)).at(-1);
  // What was proposed and never confirmed in its time is over, whatever has become of its run.
  if (!confirmed && asked && hasSuspensionEnded(asked.at, new Date(facts.now))) return nothing;
  const tries = same.filter(isAgain).length;
  if (facts.revocationRuns >= same.length - tries || !isDue(facts, last, tries)) return nothing;
  return planRevocationAgain(facts, confirmed ? "revoke_confirmed" : "revoke_proposed");
}

/** Record and effect that start the registry workflow again for the newest recorded suspension or revocation. */
export function planRevocationAgain(facts: Facts, kind: "revoke_proposed" | "revoke_confirmed"): Decision {
  const { release, records } = facts;
  const last = findLast(records, kind);
  if (!release || !last) return nothing;
  const confirmed = kind === "revoke_confirmed";
  const data = records.find((record) => record.kind === kind && !isAgain(record))?.data;
  const [name, version] = [String(data?.["name"] ?? ""), String(data?.["version"] ?? "")];
  if (version !== release.version) return nothing;
  const record: NewRecord = {
    kind: last.kind,
    request: facts.request.number,
    actor: last.actor,
    digest: release.digest,
    ...(last.reason !== undefined && { reason: last.reason }),
    data: { name, version, again: true },
  };
  const action = confirmed ? "revoke" : "suspend";
  const inputs = { action, name, version, request: String(facts.request.number) };
  const ref = facts.repository.defaultBranch;
  const effect = { kind: "dispatch", workflow: "forge-registry.yml", ref, inputs } as const;
  return { records: [record], effects: [effect], notes: [`${action} of ${version} dispatched again`] };
}
