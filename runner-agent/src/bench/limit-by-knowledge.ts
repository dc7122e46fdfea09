import { explainStanding, type RegistryStanding } from "../registry/registry-standing.ts";
import type { GoodRelease } from "../store/agent-memory.ts";
import type { Choice } from "./choose-release.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";

/**
 * What is left of a choice when the registry's newest word is old: what ran here last goes on, nothing else is loaded; or nothing at
 * all, where the policy says so. A choice that refuses stays as it is.
 */
export function limitByKnowledge(
  choice: Choice,
  lastGood: GoodRelease | undefined,
  standing: RegistryStanding,
): Choice {
  const { knowledge, trust } = standing;
  if (knowledge.state === "fresh" || knowledge.state === "warn" || !choice.target) return choice;
  const refuse = ({ version, digest }: Release): Refusal => ({
    version,
    digest,
    code: trust === "missing" ? "registry_root_missing" : "registry_stale",
    message: explainStanding(standing) ?? "",
  });
  if (knowledge.state === "stop") return { refusal: refuse(choice.target) };
  if (choice.target.digest === lastGood?.digest) return choice;
  const kept = choice.start?.digest === lastGood?.digest ? choice.start : undefined;
  return kept ? { target: kept, start: kept, waiting: refuse(choice.target) } : { refusal: refuse(choice.target) };
}
