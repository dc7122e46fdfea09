import { ForgeError, type Registry } from "@plugsmith/schemas";
import type { AgentMemory } from "./agent-memory.ts";

/**
 * Memory after the registry was read. Throws `registry_rollback` for a lower sequence or other content under the same
 * one, `registry_invalid` for another repository. Revocations are added, never taken away.
 * @param isNew the first look from a newly pinned root: what was counted before says nothing about it.
 */
export function acceptRegistry(
  memory: AgentMemory,
  registry: Registry,
  repository: string,
  at: string,
  isNew = false,
): AgentMemory {
  if (registry.repository !== repository)
    throw new ForgeError("registry_invalid", {
      message: `The registry belongs to ${registry.repository}, this bench follows ${repository}.`,
      hint: "Check registry.repository in the bench configuration.",
    });
  const stale = !isNew && registry.sequence < memory.registrySequence;
  const forked =
    !isNew &&
    registry.sequence === memory.registrySequence &&
    memory.registry !== undefined &&
    JSON.stringify(memory.registry) !== JSON.stringify(registry);
  if (stale || forked)
    throw new ForgeError("registry_rollback", {
      message: `The registry shows sequence ${registry.sequence}; ${memory.registrySequence} was seen before${forked ? " with other content" : ""}.`,
      hint: "Nothing new is loaded until the registry moves on. Ask who writes the branch forge/registry.",
    });
  const revoked = { ...memory.revoked };
  const add = (digest: string, entry: { name: string; version: string; reason: string }) => {
    if (!Object.hasOwn(revoked, digest)) revoked[digest] = { ...entry, at };
  };
  for (const { name, version, digest, state, reason } of registry.revocations)
    if (state === "revoked") add(digest, { name, version, reason });
  for (const { name, versions } of registry.plugins)
    for (const { version, digest, status } of versions)
      if (status === "revoked") add(digest, { name, version, reason: "revoked in the registry" });
  return { ...memory, registry, registrySequence: registry.sequence, registryAt: at, revoked };
}
