import type { BenchConfig } from "@plugsmith/schemas";
import { decideKnowledge, defaultKnowledgePolicy, type Knowledge, type KnowledgePolicy } from "@plugsmith/trust/tuf";
import type { RegistryTrust } from "./registry-trust-store.ts";

/** How far what this bench knows of the registry may be believed now. */
export interface RegistryStanding {
  /** missing: the configuration names no root, so nothing is believed. */
  readonly trust: "signed" | "unsigned" | "missing";
  readonly knowledge: Knowledge;
  readonly rootVersion?: number;
  readonly signedAt?: string;
  readonly expiresAt?: string;
}

const hour = 3600;

/** The policy of the configuration, in seconds. */
export function makeKnowledgePolicy({ knowledge = {} }: BenchConfig["registry"]): KnowledgePolicy {
  const { warnHours, refuseNewHours, stopHours } = knowledge;
  const { warnAfter, refuseAfter, stopAfter } = defaultKnowledgePolicy;
  return {
    warnAfter: warnHours === undefined ? warnAfter : warnHours * hour,
    refuseAfter: refuseNewHours === undefined ? refuseAfter : refuseNewHours * hour,
    stopAfter: stopHours === undefined ? stopAfter : stopHours * hour,
  };
}

/** @param trust what was accepted; undefined: nothing yet. */
export function decideStanding(
  { registry, sources }: Pick<BenchConfig, "registry" | "sources">,
  trust: RegistryTrust | undefined,
  now: Date,
): RegistryStanding {
  // Who follows no registry, or believes anybody, has no signed word that could grow old.
  if (registry.trust === "unsigned" || sources?.registry === false)
    return { trust: "unsigned", knowledge: { state: "fresh", ageSeconds: null } };
  const { rootVersion, signedAt, expiresAt } = trust ?? {};
  const knowledge = decideKnowledge(
    signedAt === undefined ? null : new Date(signedAt),
    now,
    makeKnowledgePolicy(registry),
  );
  if (registry.root === undefined && registry.rootDigest === undefined)
    return { trust: "missing", knowledge: { state: "refuse_new", ageSeconds: null } };
  return {
    trust: "signed",
    knowledge,
    ...(rootVersion === undefined ? {} : { rootVersion }),
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

const hours = (seconds: number) => `${Math.floor(seconds / 360) / 10} hours`;

/** What a person must know about the age of what is known; undefined while it is fresh. */
export function explainStanding({ trust, knowledge }: RegistryStanding): string | undefined {
  const { state, ageSeconds } = knowledge;
  if (trust === "missing")
    return "The bench configuration names no root of the registry, so nothing of it is loaded that did not run here before.";
  if (state === "fresh") return undefined;
  const age =
    ageSeconds === null ? "The registry was never heard of" : `The registry's newest word is ${hours(ageSeconds)} old`;
  if (state === "warn") return `${age}; look at the workflow forge-registry, at this bench's network and at its clock.`;
  return state === "stop"
    ? `${age}, so its plugins are stopped, as registry.knowledge says.`
    : `${age}, so nothing is loaded that did not run here before.`;
}
