import { join } from "node:path";
import type { BenchConfig } from "@plugsmith/schemas";
import { readPinnedRoot } from "./read-pinned-root.ts";
import { decideStanding, explainStanding } from "./registry-standing.ts";
import { createRegistryTrustStore } from "./registry-trust-store.ts";

/**
 * How far this bench believes its registry, in words for the doctor.
 * @throws Error where a person should do something: no root, an unusable one, or a word that is old.
 */
export function describeRegistryTrust(config: BenchConfig, now: Date): string {
  const { registry, stateDir } = config;
  if (registry.trust === "unsigned") return "not signed: whoever can write the branch is believed (registry.trust)";
  const pinned = readPinnedRoot(registry);
  const trust = createRegistryTrustStore(join(stateDir, "registry-trust.json")).read();
  const standing = decideStanding(config, trust, now);
  const why = explainStanding(standing);
  // Before its first look a bench has heard nothing; that is no fault yet.
  if (why !== undefined && (standing.trust === "missing" || standing.knowledge.ageSeconds !== null))
    throw new Error(why);
  return `pinned root ${pinned?.pin ?? ""}, newest word of ${standing.signedAt ?? "nobody yet"}`;
}
