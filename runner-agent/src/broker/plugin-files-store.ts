import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ForgeError, type Permissions } from "@plugsmith/schemas";
import { decideFileAccess } from "./decide-file-access.ts";

/** A message may have 4 MiB and carries base64. */
const maxFileBytes = 2 * 2 ** 20;
const quota = { bytes: 64 * 2 ** 20, files: 1000 };

export interface PluginFiles {
  handle(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const notFound = (path: string) => new ForgeError("call_failed", { message: `There is no file ${path}.` });

/** The plugin's data folder; the plugin never sees it itself, so no link of its making can lie in it. */
export function createPluginFiles(root: string, permissions: Permissions): PluginFiles {
  /** Refuses a path through anything but real folders, then names the last part. */
  async function locate(segments: readonly string[]): Promise<string> {
    let path = root;
    for (const part of segments.slice(0, -1)) {
      path = join(path, part);
      const found = await lstat(path).catch(() => undefined);
      if (found && !found.isDirectory())
        throw new ForgeError("permission_denied", { message: `${part} on the way is no folder.` });
    }
    return join(path, segments.at(-1) ?? "");
  }

  /** Folders count as files: an empty one takes a place on the disk too. */
  async function measure(folder: string): Promise<{ bytes: number; files: number }> {
    const sum = { bytes: 0, files: 0 };
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const full = join(folder, entry.name);
      const below = entry.isDirectory() ? await measure(full) : { bytes: (await lstat(full)).size, files: 0 };
      sum.bytes += below.bytes;
      sum.files += below.files + 1;
    }
    return sum;
  }

  async function countMissing(segments: readonly string[]): Promise<number> {
    const paths = segments.map((_part, depth) => join(root, ...segments.slice(0, depth + 1)));
    const found = await Promise.all(paths.map((path) => lstat(path).catch(() => undefined)));
    return found.filter((one) => one === undefined).length;
  }

  async function read(segments: readonly string[]) {
    const path = await locate(segments);
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => {
      throw notFound(segments.join("/"));
    });
    try {
      const { size } = await file.stat();
      if (!(await file.stat()).isFile()) throw notFound(segments.join("/"));
      if (size > maxFileBytes)
        throw new ForgeError("message_too_large", {
          message: `${segments.join("/")} has ${size} bytes; ${maxFileBytes} may be read at once.`,
        });
      return { data: (await file.readFile()).toString("base64") };
    } finally {
      await file.close();
    }
  }

  async function write(segments: readonly string[], data: Buffer) {
    if (data.length > maxFileBytes)
      throw new ForgeError("message_too_large", { message: `At most ${maxFileBytes} bytes may be written at once.` });
    const path = await locate(segments);
    const used = await measure(root);
    if (used.bytes + data.length > quota.bytes || used.files + (await countMissing(segments)) > quota.files)
      throw new ForgeError("permission_denied", {
        message: `The plugin's data folder is full (${quota.files} files and folders, ${quota.bytes / 2 ** 20} MiB).`,
        hint: "Remove files with ctx.fs.remove.",
      });
    await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
    const existing = await lstat(path).catch(() => undefined);
    if (existing && !existing.isFile())
      throw new ForgeError("permission_denied", { message: `${segments.join("/")} is no regular file.` });
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const temporary = `${path}.~${process.pid}-${writes++}`;
    const file = await open(temporary, flags, 0o600);
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return {};
  }
  let writes = 0;

  async function list(segments: readonly string[]) {
    const path = segments.length === 0 ? root : await locate(segments);
    const found = (await lstat(path).catch(() => undefined))?.isDirectory();
    if (!found) return { entries: [] };
    const entries = [];
    for (const entry of (await readdir(path, { withFileTypes: true })).slice(0, 1000)) {
      if (entry.isDirectory()) entries.push({ name: entry.name, type: "directory" as const, size: 0 });
      else if (entry.isFile())
        entries.push({ name: entry.name, type: "file" as const, size: (await lstat(join(path, entry.name))).size });
    }
    return { entries };
  }

  /** Writes at once would all find the same room. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };

  async function answer(method: string, { path, data }: Readonly<Record<string, unknown>>): Promise<unknown> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    switch (method) {
      case "fs.readFile":
        return read(decideFileAccess(permissions, path, "ro"));
      case "fs.writeFile": {
        const segments = decideFileAccess(permissions, path, "rw");
        const bytes = Buffer.from(typeof data === "string" ? data : "", "base64");
        return inTurn(() => write(segments, bytes));
      }
      case "fs.list":
        // The top shows only what lies there; a plugin without files sees nothing of this machine.
        if ((path === "." || path === "") && permissions.filesystem.length > 0) return list([]);
        return list(decideFileAccess(permissions, path, "ro"));
      case "fs.remove": {
        await rm(await locate(decideFileAccess(permissions, path, "rw")), { recursive: true, force: true });
        return {};
      }
      default:
        throw new ForgeError("method_unknown", { message: `${method} does not exist.` });
    }
  }

  return {
    async handle(method, params) {
      try {
        return await answer(method, params);
      } catch (thrown) {
        // The words of the system name paths of this machine, which are none of the plugin's business.
        const { code } = thrown as { code?: unknown };
        if (thrown instanceof ForgeError || typeof code !== "string") throw thrown;
        throw new ForgeError("call_failed", {
          message: `${method} failed: ${code}.`,
          hint: "Something else happened to this path at the same time, or it is a folder where a file was meant.",
          cause: thrown,
        });
      }
    },
  };
}
