import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  computeDigest,
  ForgeError,
  type PackageIndex,
  type PluginManifest,
  parsePackageIndex,
  parsePluginManifest,
} from "@plugsmith/schemas";
import type { CheckedPackage } from "./stored-package.ts";

const limits = { files: 2000, bytes: 64 * 2 ** 20 };

const parseJson = (data: Uint8Array | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(data ?? []).toString("utf8"));
  } catch {
    return undefined;
  }
};

const tooLarge = () =>
  new ForgeError("archive_invalid", {
    message: `The folder is too large: a plugin has at most ${limits.files} files and ${limits.bytes / 2 ** 20} MiB.`,
    facts: { reason: "too_large" },
  });

/** Opens without following a link that took the file's place since it was listed, and reads no more than allowed. */
function readRegularFile(path: string, mostBytes: number): { data: Uint8Array; executable: boolean } {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size, mode } = fstatSync(file);
    if (size > mostBytes) throw tooLarge();
    return { data: readFileSync(file), executable: (mode & 0o100) !== 0 };
  } finally {
    closeSync(file);
  }
}

/**
 * An unsigned plugin folder (development) as a package: its regular files without links and dot-files. The digest is
 * that of its index, so any change of a file is another version of the folder.
 * @throws ForgeError `manifest_invalid`, `archive_invalid` (links, too many or too large files).
 */
export async function gatherFolderPackage(folder: string): Promise<CheckedPackage> {
  const files: { path: string; data: Uint8Array; executable: boolean }[] = [];
  let bytes = 0;
  const walk = async (prefix: string): Promise<void> => {
    const entries = await readdir(join(folder, prefix), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) await walk(path);
      else if (!entry.isFile())
        throw new ForgeError("archive_invalid", { message: `${path} is no regular file.`, facts: { reason: "link" } });
      else {
        const { data, executable } = readRegularFile(join(folder, path), limits.bytes - bytes);
        bytes += data.length;
        files.push({ path, data, executable });
        if (files.length > limits.files) throw tooLarge();
      }
    }
  };
  await walk("");
  const manifest = readManifest(files, folder);
  // What the kernel starts needs the bit, also where the developer's file system has none.
  const starts = (path: string) => manifest.runtime === "executable" && path === manifest.entry;
  const listed = files
    .filter(({ path }) => path !== "package-index.json")
    .map((file) => ({ ...file, executable: file.executable || starts(file.path) }));
  const built = parsePackageIndex(parseJson(files.find(({ path }) => path === "package-index.json")?.data));
  const index: PackageIndex = {
    schemaVersion: 1,
    name: manifest.name,
    version: manifest.version,
    runtime: manifest.runtime,
    entry: built.ok ? built.value.entry : manifest.entry,
    files: listed.map(({ path, data, executable }) => ({
      path,
      size: data.length,
      digest: computeDigest(data),
      executable,
    })),
  };
  if (!listed.some(({ path }) => path === index.entry))
    throw new ForgeError("manifest_invalid", {
      message: `${folder} has no ${index.entry}, which its manifest names as entry.`,
    });
  const release = {
    name: manifest.name,
    version: manifest.version,
    digest: computeDigest(Buffer.from(JSON.stringify(index))),
    origin: "folder" as const,
    ...(manifest.runtime === "node" ? {} : { runtime: manifest.runtime }),
    permissions: manifest.permissions,
    usb: manifest.permissions.usb,
    size: 0,
    path: folder,
  };
  return { release, manifest, index, files: listed, proved: [] };
}

/** As in the pipeline: larger manifests are mistakes, and checking one takes longer than its length. */
const mostManifestBytes = 64 * 1024;

function readManifest(files: readonly { path: string; data: Uint8Array }[], folder: string): PluginManifest {
  const data = files.find(({ path }) => path === "plugin.json")?.data;
  if (data && data.length > mostManifestBytes)
    throw new ForgeError("manifest_invalid", {
      message: `plugin.json of ${folder} is larger than ${mostManifestBytes} bytes.`,
      hint: "`plugsmith generate` writes a valid one.",
    });
  const parsed = parsePluginManifest(parseJson(data));
  if (parsed.ok) return parsed.value;
  const first = parsed.issues[0];
  throw new ForgeError("manifest_invalid", {
    message: `plugin.json of ${folder}: ${first?.path} ${first?.message}`,
    hint: "`plugsmith generate` writes a valid one.",
  });
}
