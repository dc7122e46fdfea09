import { ForgeError } from "@plugsmith/schemas";
import { renderFile } from "./init-registry.ts";
import { parseSnapshot } from "./parse-snapshot.ts";
import { type RegistryStore, registryFile } from "./registry-store.ts";

export interface MemoryRegistryStore extends RegistryStore {
  /** Current files by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Messages of the commits so far. */
  readonly messages: readonly string[];
  /** Makes the next writes fail, as a kill between two effects does. */
  failNextCommit(): void;
}

const listNames = (files: ReadonlyMap<string, string>, folder: string): readonly string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes("/"))
    .map((path) => path.slice(folder.length + 1));

/** A registry in memory that starts with these files. */
export function createMemoryRegistryStore(start: Readonly<Record<string, string>>): MemoryRegistryStore {
  const files = new Map(Object.entries(start));
  const messages: string[] = [];
  let failing = false;
  const read = () => parseSnapshot(String(messages.length).padStart(40, "0"), (path) => files.get(path) ?? null);
  return {
    files,
    messages,
    failNextCommit() {
      failing = true;
    },
    read: async () => read(),
    async commit(change) {
      const write = await change.decide(read(), {
        readFile: async (path) => files.get(path) ?? null,
        listFolder: async (path) => listNames(files, path),
      });
      if (write === null) return read();
      if (failing) {
        failing = false;
        throw new ForgeError("publish_failed", { message: "The connection was lost." });
      }
      for (const [path, text] of Object.entries(write.files ?? {}))
        if (text === null) files.delete(path);
        else files.set(path, text);
      files.set(registryFile, renderFile(write.registry));
      messages.push(change.message);
      return read();
    },
  };
}
