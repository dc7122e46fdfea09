import { createHash, randomUUID } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Artifact } from "./locked-package.ts";

/** Files of registries by their digest. What it holds is believed for its bytes alone. */
export interface ArtifactStore {
  /** The bytes of an artifact, checked against the lockfile's checksum; `null` when they are not here or not those. */
  take(artifact: Artifact): Uint8Array | null;
  /** Keeps bytes that were checked before. */
  keep(artifact: Artifact, bytes: Uint8Array): void;
}

export interface ArtifactStoreOptions {
  readonly folder: string;
  /** Bytes that it may hold; the longest unused go first. */
  readonly mostBytes: number;
  readonly now: () => Date;
  /** Told of an entry that was thrown away, in a sentence. */
  readonly onDiscard: (words: string) => void;
}

const hourMs = 3_600_000;

export const matches = ({ algorithm, hex }: NonNullable<Artifact["checksum"]>, bytes: Uint8Array): boolean =>
  createHash(algorithm).update(bytes).digest("hex") === hex;

/**
 * Name of an artifact in the cache, or `null` for one without a checksum, which is fetched each time. SHA-1 is no name that two
 * plugins may share: bytes can be made that have the same, so the address is a part of it.
 */
export function nameArtifact({ checksum, url }: Artifact): string | null {
  if (checksum === null) return null;
  const { algorithm, hex } = checksum;
  return algorithm === "sha1" ? `sha1-${hex}-${createHash("sha256").update(url).digest("hex")}` : `${algorithm}-${hex}`;
}

/**
 * A cache below `folder`, safe for many jobs at once: an entry appears whole by a rename, and is checked each time it is taken.
 * Whoever can write to the folder can make it useless, and cannot change what is built.
 */
export function openArtifactStore({ folder, mostBytes, now, onDiscard }: ArtifactStoreOptions): ArtifactStore {
  const place = join(folder, "v1");
  const trim = () => {
    const entries = readdirSync(place).flatMap((name) => {
      const stat = lstatSync(join(place, name), { throwIfNoEntry: false });
      return stat ? [{ path: join(place, name), name, size: stat.size, used: stat.mtimeMs }] : [];
    });
    const drop = (path: string) => rmSync(path, { recursive: true, force: true });
    for (const { path } of entries.filter(
      ({ name, used }) => name.startsWith(".") && used < now().getTime() - hourMs,
    )) {
      drop(path);
    }
    const kept = entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => b.used - a.used);
    let total = 0;
    for (const { path, size } of kept) {
      total += size;
      if (total > mostBytes) drop(path);
    }
  };
  return {
    take(artifact) {
      const name = nameArtifact(artifact);
      if (name === null || artifact.checksum === null) return null;
      const path = join(place, name);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (!stat) return null;
      if (stat.isFile() && stat.size <= mostBytes) {
        const bytes = readFileSync(path);
        if (matches(artifact.checksum, bytes)) {
          utimesSync(path, now(), now());
          return bytes;
        }
      }
      rmSync(path, { recursive: true, force: true });
      onDiscard(`The cache held other bytes for ${artifact.what} than its lockfile names; they are thrown away.`);
      return null;
    },
    keep(artifact, bytes) {
      const name = nameArtifact(artifact);
      if (name === null || bytes.length > mostBytes) return;
      mkdirSync(place, { recursive: true, mode: 0o700 });
      const half = join(place, `.${randomUUID()}`);
      writeFileSync(half, bytes, { flag: "wx", mode: 0o600 });
      renameSync(half, join(place, name));
      trim();
    },
  };
}
