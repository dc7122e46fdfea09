import { ForgeError, type ForgeRequest, type Parsed } from "@plugsmith/schemas";
import type { GeneratedPlugin, PluginEngine } from "../engine/plugin-engine.ts";
import { findAccepted, findLast } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import { type FieldChange, listChanges } from "../request/list-changes.ts";
import { readRequestText } from "./decide-intake.ts";
import type { Refusal } from "./decision.ts";

/** What the issue or the request file says now, where it is not what was accepted. Until somebody accepts it, it changes nothing. */
export type Amendment =
  | { readonly kind: "unreadable"; readonly result: Parsed<ForgeRequest> }
  | { readonly kind: "impossible"; readonly changes: readonly FieldChange[]; readonly refusal: Refusal }
  | {
      readonly kind: "plan";
      readonly changes: readonly FieldChange[];
      readonly request: ForgeRequest;
      readonly plugin: GeneratedPlugin;
    };

const perDay = 20;

function findObstacle(facts: Facts, changes: readonly FieldChange[]): Refusal | null {
  const refuse = (code: Refusal["code"], message: string, hint: string): Refusal => ({ code, message, hint });
  const again = "Edit the text back; for the new one, comment `/forge cancel` and open a new request.";
  if (changes.some((change) => change.field === "name"))
    return refuse("not_now", "The name of an accepted request stays.", again);
  if (!facts.branch)
    return refuse(
      "not_now",
      "The pull request's branch could not be read.",
      "It is tried again with the next event; nothing needs to be done.",
    );
  const limit = (facts.config.ok ? facts.config.value.requests?.perDay : undefined) ?? perDay;
  if (facts.acceptedToday >= limit)
    return refuse("quota_exceeded", `This forge takes ${limit} requests in 24 hours.`, "Ask again tomorrow.");
  return null;
}

/**
 * The edit of an accepted request that waits for a decision; null: none. An edit that changes no field is none, and nothing
 * can be changed any more once publishing has begun.
 */
export function decideAmendment(facts: Facts, engine: PluginEngine): Amendment | null {
  const { text, textDigest, number, author } = facts.request;
  const accepted = findAccepted(facts.records);
  if (!accepted || text === null || !facts.request.open) return null;
  if (!facts.pull?.open || facts.release || findLast(facts.records, "request_cancelled")) return null;
  if (findLast(facts.records, "request_accepted")?.data?.["textDigest"] === textDigest) return null;
  const running = facts.publishing.run !== null && facts.publishing.run.status !== "completed";
  if (running) return null;
  const result = readRequestText(facts);
  if (!result.ok) return { kind: "unreadable", result };
  const changes = listChanges(accepted, result.value);
  if (changes.length === 0) return null;
  const refusal = findObstacle(facts, changes);
  if (refusal) return { kind: "impossible", changes, refusal };
  try {
    const plugin = engine({
      request: result.value,
      requestNumber: number,
      requester: author,
      published: facts.published,
      branch: facts.branch,
    });
    return { kind: "plan", changes, request: result.value, plugin };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    const { code, message, hint } = error;
    return { kind: "impossible", changes, refusal: { code, message, hint: hint ?? "Edit the text." } };
  }
}
