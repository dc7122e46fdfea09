import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

const attempt = <T>(run: () => T, otherwise: T): T => {
  try {
    return run();
  } catch {
    return otherwise;
  }
};

/** Whether the words of a command start bubblewrap (also through the shell that enters the groups) on one of these folders. */
function startsSandbox(words: readonly string[], folders: readonly string[]): boolean {
  const at = words.indexOf("bwrap");
  return at >= 0 && words.slice(at).some((word) => folders.some((folder) => word.startsWith(`${folder}/`)));
}

/** Whether a process has a package or a waiting folder mounted in a mount namespace that is not ours. */
function isInside(pid: string, folders: readonly string[], ownMounts: string): boolean {
  if (attempt(() => readlinkSync(`/proc/${pid}/ns/mnt`), ownMounts) === ownMounts) return false;
  const mounts = attempt(() => readFileSync(`/proc/${pid}/mountinfo`, "utf8"), "").split("\n");
  return mounts.some((line) => folders.some((folder) => line.split(" ")[4]?.startsWith(`${folder}/`)));
}

/**
 * Processes of sandboxes that the last agent on this state folder left, whatever it had come to when it was killed: bubblewrap
 * that had not yet tied its life to its parent's (30 ms from its start on a busy machine) waits for ever otherwise. For the
 * holder of the folder's lock, before it starts any.
 */
export function listLeftSandboxes(stateDir: string): readonly number[] {
  const real = attempt(() => realpathSync(stateDir), stateDir);
  const folders = [...new Set([stateDir, real])].flatMap((base) => [join(base, "store"), join(base, "spares")]);
  const ownMounts = attempt(() => readlinkSync("/proc/self/ns/mnt"), "");
  return attempt(() => readdirSync("/proc"), [] as string[])
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"), "").split("\0");
      return startsSandbox(words, folders) || isInside(pid, folders, ownMounts);
    })
    .map(Number);
}

/** Ends them, and answers how many there were. */
export function killLeftSandboxes(stateDir: string): number {
  const left = listLeftSandboxes(stateDir);
  for (const pid of left) attempt(() => process.kill(pid, "SIGKILL"), false);
  return left.length;
}
