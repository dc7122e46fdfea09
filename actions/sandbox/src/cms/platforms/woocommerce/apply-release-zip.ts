import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";

/** A release that the operator brought, of a product that npm has not, or not as new. */
export interface ReleaseZip {
  readonly product: string;
  readonly zip: string;
  /** 64 hex digits, and how people give them. */
  readonly sha256: string;
  readonly option: string;
  /** Folder in the zip; nothing beside it is unpacked. */
  readonly folder: string;
  /** A file in it that only this product has, and a line of that file without its spaces. */
  readonly proof: { readonly file: string; readonly line: RegExp };
}

const refuse = (message: string, hint: string, cause?: unknown) =>
  new ForgeError("input_invalid", { message, hint, cause });

function readPinned({ product, zip, sha256, option }: ReleaseZip): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw refuse(`The digest of the ${product} zip is missing.`, `Give ${option} with its 64 hex digits.`);
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(zip);
  } catch (cause) {
    throw refuse(`${zip} cannot be read.`, "Check the path.", cause);
  }
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256.toLowerCase()) {
    throw refuse(`The ${product} zip has the digest ${found}, not the one that was given.`, "Do not use this file.");
  }
  return bytes;
}

function unpack(bytes: Buffer, into: string, { folder }: ReleaseZip): void {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const file = join(into, name);
    if (name.endsWith("/") || !name.startsWith(`${folder}/`) || !file.startsWith(join(into, sep))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function isProduct(into: string, { folder, proof }: ReleaseZip): boolean {
  const file = join(into, folder, proof.file);
  return (
    existsSync(file) &&
    readFileSync(file, "utf8")
      .split("\n")
      .some((line) => proof.line.test(line.replaceAll(" ", "").trim()))
  );
}

/**
 * Unpacks a release below `cache`, once for each digest, and answers its folder. The digest is compared every time; a folder
 * that is not finished is never used. @throws ForgeError `input_invalid`.
 */
export function applyReleaseZip(release: ReleaseZip, cache: string): string {
  const bytes = readPinned(release);
  const into = join(cache, release.sha256.toLowerCase().slice(0, 16));
  const partial = `${into}.partial-${process.pid}`;
  try {
    if (!existsSync(into)) {
      unpack(bytes, partial, release);
      if (!isProduct(partial, release)) {
        const proof = `${release.folder}/${release.proof.file}`;
        throw refuse(`The zip holds no ${proof} of ${release.product}.`, "Use the zip of its release.");
      }
      renameSync(partial, into);
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return join(into, release.folder);
}
