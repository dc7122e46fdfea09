import type { NewRecord } from "../audit/audit-store.ts";
import { findAccepted, findLast } from "../facts/derive-records.ts";
import type { Account, Facts } from "../facts/facts.ts";
import { deriveState } from "./derive-state.ts";

/**
 * Closing the issue gives the request up, like `/forge cancel`: GitHub lets only its author and triagers do it. What is
 * being published or was merged goes on. A pull request with a request file may be closed by merging it, which says nothing.
 */
export function decideClosing(facts: Facts, actor: Account | null): NewRecord[] {
  const { request, pull, release, records } = facts;
  if (request.open || request.kind !== "issue" || release || pull?.merged) return [];
  if (!findAccepted(records) || findLast(records, "request_cancelled")) return [];
  if (deriveState(facts).name === "publishing") return [];
  const person = actor?.type === "User" ? { id: actor.id, login: actor.login } : null;
  return [{ kind: "request_cancelled", request: request.number, actor: person, data: { closed: true } }];
}
