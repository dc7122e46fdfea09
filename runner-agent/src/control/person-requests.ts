import { ForgeError } from "@plugsmith/schemas";
import { chooseRelease } from "../bench/choose-release.ts";
import { type AgentMemory, recallPlugin, rememberPlugin, rememberRejected } from "../store/agent-memory.ts";

/** A person wants it to run: with or without a device, whatever was held, broken or rejected before. */
export function requestLoad(
  memory: AgentMemory,
  name: string,
  wish: { readonly version?: string; readonly accept?: string },
): AgentMemory {
  return rememberPlugin(memory, name, ({ broken: _broken, pinned: _pinned, held: _held, ...own }) => ({
    ...own,
    wanted: true,
    rejected: {},
    ...(wish.version === undefined ? {} : { pinned: wish.version }),
    accepted: wish.accept === undefined ? own.accepted : [...own.accepted, wish.accept],
  }));
}

/** A person wants it down until a person loads it again. */
export function requestUnload(memory: AgentMemory, name: string): AgentMemory {
  return rememberPlugin(memory, name, ({ wanted: _wanted, ...own }) => ({ ...own, held: true }));
}

/** A person wants it tried again. */
export function requestReload(memory: AgentMemory, name: string): AgentMemory {
  return rememberPlugin(memory, name, ({ broken: _broken, held: _held, ...own }) => ({ ...own, rejected: {} }));
}

/** A person wants the version before this one. @throws ForgeError `version_not_higher` when there is none to go to. */
export function requestRollback(
  memory: AgentMemory,
  name: string,
  digest: string,
  version: string,
  at: string,
): AgentMemory {
  const unpinned = rememberPlugin(memory, name, ({ pinned: _pinned, ...own }) => own);
  const rejection = { version, code: "rolled_back", message: "A person asked for the previous version.", at };
  const next = rememberRejected(unpinned, name, digest, rejection);
  const entry = memory.registry?.plugins.find((plugin) => plugin.name === name);
  const choice = entry && memory.registry ? chooseRelease(entry, next, memory.registry) : undefined;
  if (choice?.target) return next;
  throw new ForgeError("version_not_higher", {
    message: `There is no other active version of ${name} to go back to.`,
    hint: `\`plugsmith agent unload ${name}\` stops it. Rejected here: ${Object.keys(recallPlugin(memory, name).rejected).length}.`,
  });
}
