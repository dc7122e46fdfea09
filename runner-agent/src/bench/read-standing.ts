import type { Registry, RegistryVersion } from "@plugsmith/schemas";
import type { AgentMemory } from "../store/agent-memory.ts";

export interface Standing {
  readonly state: RegistryVersion["status"];
  /** In the words of whoever withdrew it; empty while it is active or when nobody said. */
  readonly reason: string;
}

const strictest = ["revoked", "suspended", "disabled"] as const;

/** The strictest of what registry entry, revocation list and our own append-only memory say about a digest. */
export function readStanding(memory: AgentMemory, registry: Registry, digest: string): Standing {
  const remembered = Object.hasOwn(memory.revoked, digest) ? memory.revoked[digest] : undefined;
  if (remembered) return { state: "revoked", reason: remembered.reason };
  const listed = registry.revocations.filter((entry) => entry.digest === digest);
  const entries = registry.plugins.flatMap(({ versions }) => versions.filter((own) => own.digest === digest));
  const said = [...listed.map(({ state }) => state), ...entries.map(({ status }) => status)];
  const state = strictest.find((one) => said.includes(one)) ?? "active";
  return { state, reason: state === "active" ? "" : (listed.find((entry) => entry.state === state)?.reason ?? "") };
}
