import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { computeDigest, type Digest, ForgeError } from "@plugsmith/schemas";

const maxPackBytes = 4 * 1024 * 1024;
const invalid = (message: string) => new ForgeError("pack_invalid", { message });

/**
 * Every file below a pack's folder by its path there, sorted. At once: some fifty small files wait longer for a thread each
 * than for the disk. Throws `pack_invalid` for links and for more than 4 MiB.
 */
export function readFolder(folder: string): ReadonlyMap<string, Uint8Array> {
  const files: [string, Uint8Array][] = [];
  let total = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    if (!entry.isFile()) throw invalid(`${name} is no regular file.`);
    const bytes = readFileSync(path);
    total += bytes.length;
    if (total > maxPackBytes) throw invalid("The pack is larger than 4 MiB.");
    files.push([name, bytes]);
  }
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The digest over every file of a pack, by which a pin names it. */
export function digestFiles(files: ReadonlyMap<string, Uint8Array>): Digest {
  const parts = [...files].flatMap(([path, bytes]) => [Buffer.from(`${path}\0${bytes.length}\0`), bytes]);
  return computeDigest(Buffer.concat(parts));
}
