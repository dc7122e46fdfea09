import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { CheckedPackage, StoredPackage } from "./stored-package.ts";

export interface PackageStore {
  /** Zip and bundles of a package that was stored before; they must be verified again. */
  readSource(digest: string): { zip: Uint8Array; bundles: string } | undefined;
  /**
   * Puts the package under `<folder>/<sha256 hex>/`, read-only, and compares what lies there, file by file, with
   * what was checked. @throws ForgeError `digest_mismatch` when the disk does not give back what was written.
   */
  write(checked: CheckedPackage): StoredPackage;
  /** Removes every stored package but these digests. */
  prune(keep: ReadonlySet<string>): void;
}

function listFiles(folder: string, prefix = ""): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
}

function removeTree(folder: string): void {
  if (!existsSync(folder)) return;
  const open = (path: string) => {
    if (!lstatSync(path).isDirectory()) return;
    chmodSync(path, 0o700);
    for (const name of readdirSync(path)) open(join(path, name));
  };
  open(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Whether exactly these files lie in the folder, as regular files with the very bytes that were checked. */
function holdsFiles(folder: string, files: CheckedPackage["files"]): boolean {
  if (!existsSync(folder)) return false;
  const wanted = new Map(files.map(({ path, data }) => [path, data]));
  const found = listFiles(folder);
  if (found.length !== wanted.size) return false;
  return found.every((path) => {
    const data = wanted.get(path);
    const full = join(folder, path);
    return data !== undefined && lstatSync(full).isFile() && readFileSync(full).equals(data);
  });
}

export function createPackageStore(root: string): PackageStore {
  mkdirSync(root, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(root)) if (name.startsWith("tmp-")) removeTree(join(root, name));
  const folderOf = (digest: string) => join(root, digest.replace(/^sha256:/, ""));

  function writeFresh(checked: CheckedPackage, target: string): void {
    const temporary = mkdtempSync(join(root, "tmp-"));
    const files = join(temporary, "files");
    mkdirSync(files);
    for (const { path, data, executable } of checked.files) {
      const full = join(files, path);
      if (!full.startsWith(files + sep))
        throw new ForgeError("archive_invalid", { message: "A path leaves the folder." });
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, data, { flag: "wx", mode: executable ? 0o555 : 0o444 });
    }
    if (checked.source) {
      writeFileSync(join(temporary, "package.zip"), checked.source.zip, { mode: 0o444 });
      writeFileSync(join(temporary, "bundles.jsonl"), checked.source.bundles, { mode: 0o444 });
    }
    const seal = (folder: string) => {
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory()) seal(join(folder, entry.name));
      chmodSync(folder, 0o555);
    };
    seal(files);
    chmodSync(temporary, 0o755);
    removeTree(target);
    renameSync(temporary, target);
  }

  return {
    readSource(digest) {
      const folder = folderOf(digest);
      try {
        return {
          zip: readFileSync(join(folder, "package.zip")),
          bundles: readFileSync(join(folder, "bundles.jsonl"), "utf8"),
        };
      } catch {
        return undefined;
      }
    },
    write(checked) {
      const target = folderOf(checked.release.digest);
      const folder = join(target, "files");
      if (!holdsFiles(folder, checked.files)) {
        writeFresh(checked, target);
        if (!holdsFiles(folder, checked.files))
          throw new ForgeError("digest_mismatch", {
            message: "The stored files differ from what was verified.",
            hint: "Check the disk below stateDir; something else writes there.",
          });
      }
      const { files: _files, source: _source, ...rest } = checked;
      return { ...rest, folder };
    },
    prune(keep) {
      const names = new Set([...keep].map((digest) => digest.replace(/^sha256:/, "")));
      for (const name of readdirSync(root)) if (!names.has(name)) removeTree(join(root, name));
    },
  };
}
