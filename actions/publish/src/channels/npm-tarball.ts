import { createHash } from "node:crypto";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { ArchiveFile } from "@plugsmith/trust";
import { gzipSync } from "fflate";

export interface NpmPackage {
  /** package.json as it is published. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly tarball: Uint8Array;
  /** `sha512-…` of the tarball. */
  readonly integrity: string;
  /** SHA-1 of the tarball, hex: the registry protocol still wants it. */
  readonly shasum: string;
}

/** Fields of the plugin's own package.json that are taken over. Scripts are not: installing a plugin runs nothing. */
const kept = ["type", "main", "exports", "engines", "dependencies", "peerDependencies", "keywords", "homepage"];
const block = 512;
/** 1980-01-01, as in the zip. */
const modified = 315_532_800;

const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, "0")}\0`;

/** Prefix and name as ustar wants them: at most 155 and 100 bytes, parted at a slash. */
function splitPath(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ["", path];
  for (let cut = path.indexOf("/"); cut !== -1; cut = path.indexOf("/", cut + 1)) {
    const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new ForgeError("channel_refused", {
    message: `The path ${path} is too long for an npm package.`,
    hint: "Give the file a name of at most 100 bytes.",
  });
}

/** ustar header of one regular file. */
function renderHeader(path: string, size: number, executable: boolean): Buffer {
  const [prefix, name] = splitPath(path);
  const header = Buffer.alloc(block);
  header.write(name, 0, 100);
  header.write(octal(executable ? 0o755 : 0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(modified, 12), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257, "latin1");
  header.write(prefix, 345, 155);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

function renderTar(files: readonly ArchiveFile[]): Buffer {
  const parts = files.flatMap(({ path, data, executable }) => [
    renderHeader(`package/${path}`, data.length, executable),
    data,
    Buffer.alloc((block - (data.length % block)) % block),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function readOwn(files: readonly ArchiveFile[]): Record<string, unknown> {
  const own = files.find(({ path }) => path === "package.json");
  try {
    const value: unknown = JSON.parse(own?.data.toString("utf8") ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

/** The npm package of a plugin: its approved files and a package.json of our own. The same files give the same bytes. */
export function makeNpmPackage(name: string, plugin: PluginManifest, archive: readonly ArchiveFile[]): NpmPackage {
  const own = readOwn(archive);
  const manifest = {
    name,
    version: plugin.version,
    description: plugin.description,
    license: plugin.licence,
    ...Object.fromEntries(kept.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]]))),
  };
  const file = { path: "package.json", data: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), executable: false };
  const files = [file, ...archive.filter(({ path }) => path !== "package.json")];
  const order = (a: ArchiveFile, b: ArchiveFile) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
  const tarball = gzipSync(renderTar(files.sort(order)), { mtime: 0, level: 9 });
  return {
    manifest,
    tarball,
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
  };
}
