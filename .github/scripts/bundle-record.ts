import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** SHA-256 of every file that a bundle was made from or consists of, by its path from the root; null: there was none. */
type BundleRecord = Record<string, string | null>;

const place = (root: string, name: string) => join(root, ".cache/bundles", `${name}.json`);

function digestFile(file: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return null;
  }
}

/** Remembers what the bundle `name` was made from and what came out; paths are from the root. */
export function writeBundleRecord(root: string, name: string, files: Iterable<string>): void {
  const record: BundleRecord = {};
  for (const file of [...files].sort()) record[file] = digestFile(join(root, file));
  mkdirSync(dirname(place(root, name)), { recursive: true });
  writeFileSync(place(root, name), `${JSON.stringify(record, null, 1)}\n`);
}

/**
 * Whether every file of the record still has its bytes. Times of files say nothing: a checkout, a copy or an older branch
 * sets them as it likes.
 */
export function isBundleFresh(root: string, name: string): boolean {
  let record: BundleRecord;
  try {
    record = JSON.parse(readFileSync(place(root, name), "utf8")) as BundleRecord;
  } catch {
    return false;
  }
  const files = Object.entries(record);
  return files.length > 0 && files.every(([file, digest]) => digestFile(join(root, file)) === digest);
}
