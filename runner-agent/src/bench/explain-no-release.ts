import type { ErrorCode, Registry, RegistryPlugin, RegistryVersion } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import { type AgentMemory, recallPlugin } from "../store/agent-memory.ts";
import { readStanding } from "./read-standing.ts";
import type { Refusal } from "./refusal.ts";

/** The version whose absence has to be explained: what a person chose, else the highest that ran here, else the newest. */
function findMissed(entry: RegistryPlugin, memory: AgentMemory): RegistryVersion | undefined {
  const { pinned, floor } = recallPlugin(memory, entry.name);
  const newest = [...entry.versions].sort((a, b) => compareVersions(b.version, a.version))[0];
  if (pinned !== undefined) return entry.versions.find(({ version }) => version === pinned);
  return entry.versions.find(({ digest }) => digest === floor?.digest) ?? newest;
}

const because = (reason: string) => (reason === "" ? "" : `: ${reason.slice(0, 300)}`);

/** Why no version of a registry plugin may run on this bench, with the way out in words for a person. */
export function explainNoRelease(entry: RegistryPlugin, memory: AgentMemory, registry: Registry): Refusal {
  const { name } = entry;
  const own = recallPlugin(memory, name);
  const missed = findMissed(entry, memory);
  if (missed) {
    const { version, digest } = missed;
    const { state, reason } = readStanding(memory, registry, digest);
    if (state === "suspended")
      return {
        version,
        digest,
        code: "version_suspended",
        message: `Version ${version} is suspended${because(reason)}. It starts again when the suspension is lifted; \`plugsmith agent rollback ${name}\` goes back to the version before.`,
      };
  }
  const standings = entry.versions.map(({ digest }) => readStanding(memory, registry, digest));
  if (standings.some(({ state }) => state === "disabled") && standings.every(({ state }) => state !== "active"))
    return { code: "version_disabled", message: `No version of ${name} is offered to benches that do not run it.` };
  if (standings.every(({ state }) => state !== "active"))
    return { code: "version_revoked", message: `No version of ${name} is active in the registry.` };
  const rejected = entry.versions.findLast(({ digest }) => Object.hasOwn(own.rejected, digest));
  const why = rejected === undefined ? undefined : own.rejected[rejected.digest];
  if (why !== undefined)
    return { version: why.version, code: why.code as ErrorCode, message: `Version ${why.version}: ${why.message}` };
  if (own.pinned !== undefined)
    return { code: "plugin_unknown", message: `Version ${own.pinned} of ${name} is not active.` };
  return {
    code: "version_not_higher",
    message: `Only versions below ${own.floor?.version ?? "the last good one"} are active, and the agent does not go back by itself.`,
  };
}
