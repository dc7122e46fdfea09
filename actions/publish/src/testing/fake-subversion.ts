import { ForgeError } from "@plugsmith/schemas";
import type { SubversionPort } from "../channels/subversion-port.ts";

export interface FakeSubversion extends SubversionPort {
  /** Files by address. */
  readonly files: Map<string, Buffer>;
  readonly folders: Set<string>;
  readonly messages: string[];
  /** Called before and after each commit. */
  onWrite: (moment: "before" | "after", what: string) => void;
}

const refuse = (message: string): never => {
  throw new ForgeError("channel_refused", { message });
};

/** A Subversion repository in memory: atomic commits, and what exists is not made again. */
export function fakeSubversion(base: string, password: string): FakeSubversion {
  let files = new Map<string, Buffer>();
  let folders = new Set([base, `${base}/trunk`, `${base}/tags`, `${base}/assets`]);
  const messages: string[] = [];
  const changes = new Map<string, number>();
  /** A path and the folders above it, up to the plugin's, have changed now. */
  const touch = (path: string): void => {
    for (let at = path; at.length >= base.length; at = at.slice(0, at.lastIndexOf("/")))
      changes.set(at, messages.length);
  };
  const below = (url: string) => [...files].filter(([path]) => path.startsWith(`${url}/`));
  const fake: FakeSubversion = {
    get files() {
      return files;
    },
    get folders() {
      return folders;
    },
    messages,
    onWrite: () => undefined,
    async list(url) {
      if (!folders.has(url)) return null;
      const names = [...folders, ...files.keys()]
        .filter((path) => path.startsWith(`${url}/`) && !path.slice(url.length + 1).includes("/"))
        .map((path) => `${path.slice(url.length + 1)}${folders.has(path) ? "/" : ""}`);
      return names.sort();
    },
    readTree: async (url) =>
      folders.has(url) ? below(url).map(([path, bytes]) => ({ path: path.slice(url.length + 1), bytes })) : null,
    readInfo: async (url) => ({
      revision: messages.length,
      changed: changes.get(url) ?? 0,
      at: "2026-06-01T12:32:00Z",
    }),
    async commit({ base: root, message, revision, actions, password: given }) {
      if (given !== password) throw new ForgeError("channel_denied", { message: "Authorization failed" });
      fake.onWrite("before", `subversion ${message}`);
      if (revision !== messages.length) refuse("out of date");
      const [nextFiles, nextFolders] = [new Map(files), new Set(folders)];
      for (const action of actions) {
        if (action.kind === "mkdir" || action.kind === "copy") {
          const to = `${root}/${action.kind === "mkdir" ? action.path : action.to}`;
          if (nextFolders.has(to)) refuse(`${to} already exists`);
          nextFolders.add(to);
          if (action.kind === "mkdir") continue;
          const from = `${root}/${action.from}`;
          for (const [path, bytes] of below(from)) nextFiles.set(`${to}${path.slice(from.length)}`, bytes);
          for (const path of folders)
            if (path.startsWith(`${from}/`)) nextFolders.add(`${to}${path.slice(from.length)}`);
        } else if (action.kind === "put") {
          const path = `${root}/${action.path}`;
          if (!nextFolders.has(path.slice(0, path.lastIndexOf("/")))) refuse(`${path} has no folder`);
          nextFiles.set(path, Buffer.from(action.bytes));
        } else if (!nextFiles.delete(`${root}/${action.path}`) && !nextFolders.delete(`${root}/${action.path}`))
          refuse(`${action.path} does not exist`);
      }
      [files, folders] = [nextFiles, nextFolders];
      messages.push(message);
      for (const action of actions) touch(`${root}/${action.kind === "copy" ? action.to : action.path}`);
      fake.onWrite("after", `subversion ${message}`);
    },
  };
  return fake;
}
