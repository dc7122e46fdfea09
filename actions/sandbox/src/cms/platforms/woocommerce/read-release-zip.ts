import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
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
  let bytes: Buffer;
  try {
    bytes = readFileSync(zip);
  } catch (cause) {
    throw refuse(`${zip} cannot be read.`, "Check the path.", cause);
  }
  const found = createHash("sha256").update(bytes).digest("hex");
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    const says = `The digest of the ${product} zip is missing. Digest of this file is ${found}.`;
    throw refuse(says, `If it is the release that you trust, give ${option} ${found}`);
  }
  if (found !== sha256.toLowerCase()) {
    throw refuse(`The ${product} zip has the digest ${found}, not the one that was given.`, "Do not use this file.");
  }
  return bytes;
}

/** The one file of a zip that says what it is a release of; empty when it is not there. */
function readProof(bytes: Buffer, { product, folder, proof }: ReleaseZip): string {
  const path = `${folder}/${proof.file}`;
  try {
    const content = unzipSync(bytes, { filter: ({ name }) => name === path })[path];
    return Buffer.from(content ?? "").toString("utf8");
  } catch (cause) {
    throw refuse(`The file that was given for ${product} is no zip.`, "Use the zip of its release, as it came.", cause);
  }
}

/**
 * The bytes of a release, once their digest is the one that was given and they hold the product; nothing is unpacked.
 * @throws ForgeError `input_invalid`.
 */
export function readReleaseZip(release: ReleaseZip): Buffer {
  const bytes = readPinned(release);
  const { product, folder, proof } = release;
  const lines = readProof(bytes, release).split("\n");
  if (!lines.some((line) => proof.line.test(line.replaceAll(" ", "").trim()))) {
    throw refuse(`The zip holds no ${folder}/${proof.file} of ${product}.`, "Use the zip of its release.");
  }
  return bytes;
}
