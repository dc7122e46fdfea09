import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

export interface Artifact {
  /** Below the plugin's data folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly changedAt: string;
}

export interface Artifacts {
  list(): Promise<readonly Artifact[]>;
  /** A part of a file: at most 1 MiB from `offset`, in base64. @throws ForgeError `artifact_missing`. */
  read(path: string, offset: number): Promise<{ data: string; bytes: number; end: boolean }>;
}

const mostFiles = 1_000;
const mostBytes = 1 << 20;
const deepest = 10;
/** What is being written has this in its name (plugin-files-store.ts). */
const unfinished = /\.~\d+-\d+$/;

const missing = (path: string) =>
  new ForgeError("artifact_missing", { message: `The plugin has no file ${JSON.stringify(path.slice(0, 200))}.` });

/** Files that a plugin wrote through `ctx.fs`, for whoever holds a lease on it. Regular files only; nothing is followed. */
export function openArtifacts(root: string): Artifacts {
  async function walk(below: readonly string[], found: Artifact[]): Promise<void> {
    if (below.length > deepest) return;
    for (const entry of await readdir(join(root, ...below), { withFileTypes: true }).catch(() => [])) {
      if (found.length >= mostFiles) return;
      const path = [...below, entry.name];
      if (entry.isDirectory()) await walk(path, found);
      else if (entry.isFile() && !unfinished.test(entry.name)) {
        const stat = await lstat(join(root, ...path)).catch(() => undefined);
        if (stat) found.push({ path: path.join("/"), bytes: stat.size, changedAt: stat.mtime.toISOString() });
      }
    }
  }

  async function locate(path: string): Promise<string> {
    const parts = path.split("/");
    if (path.includes("\\") || path.includes("\0") || parts.some((part) => ["", ".", ".."].includes(part)))
      throw missing(path);
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = await lstat(join(root, ...parts.slice(0, depth))).catch(() => undefined);
      if (!folder?.isDirectory()) throw missing(path);
    }
    return join(root, ...parts);
  }

  return {
    async list() {
      const found: Artifact[] = [];
      await walk([], found);
      return found.sort((one, other) => (one.path < other.path ? -1 : 1));
    },
    async read(path, offset) {
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      const file = await open(await locate(path), flags).catch(() => {
        throw missing(path);
      });
      try {
        const stat = await file.stat();
        if (!stat.isFile()) throw missing(path);
        const buffer = Buffer.alloc(Math.max(0, Math.min(mostBytes, stat.size - offset)));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
        const data = buffer.subarray(0, bytesRead).toString("base64");
        return { data, bytes: stat.size, end: offset + bytesRead >= stat.size };
      } finally {
        await file.close();
      }
    },
  };
}
