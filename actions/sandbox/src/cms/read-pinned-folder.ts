import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

/** A whole shop that an operator may bring as a folder. */
export interface BroughtShop {
  /** As people call it: `PrestaShop`. */
  readonly product: string;
  /** Names of the options without dashes: `prestashop` stands for `--prestashop-dir` and `--prestashop-sha256`. */
  readonly option: string;
  /** Version of the release in the folder. @throws ForgeError `input_invalid` when there is none that can be installed. */
  readVersion(folder: string): string;
}

export interface PinnedFolder {
  readonly version: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

const refuse = (message: string, hint: string) => new ForgeError("input_invalid", { message, hint });

/** Paths of all files below a folder, in the order of their bytes. @throws ForgeError for anything but files and folders. */
function listFiles(folder: string, product: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(folder, product, path);
    if (entry.isFile()) return [path];
    throw refuse(`${path} in the ${product} folder is neither a file nor a folder.`, "Unpack the release anew.");
  });
}

/**
 * Digest of a folder, 64 hex digits: SHA-256 over `<path> NUL <SHA-256 of the file, hex> LF` of every file, sorted by the bytes of its
 * path. Times, owners and rights do not count; neither do empty folders.
 */
export function digestFolder(folder: string, product = "shop"): string {
  const hash = createHash("sha256");
  const paths = listFiles(folder, product).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const path of paths) {
    hash.update(
      `${path}\0${createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex")}\n`,
    );
  }
  return hash.digest("hex");
}

/**
 * A shop that the operator brought, after comparing its digest. With it the evidence is `real`.
 * @throws ForgeError `input_invalid`, naming the folder's digest when it is missing or another one.
 */
export function readPinnedFolder(
  { product, option, readVersion }: BroughtShop,
  folder: string,
  sha256: string,
): PinnedFolder {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) throw refuse(`${folder} is no folder.`, `Check the path of --${option}-dir.`);
  const version = readVersion(folder);
  const found = digestFolder(folder, product);
  const says = `Digest of this folder is ${found}.`;
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    const hint = `If it is the release that you trust, give --${option}-sha256 ${found}`;
    throw refuse(`The digest of the ${product} folder is missing. ${says}`, hint);
  }
  if (found !== sha256.toLowerCase()) {
    throw refuse(
      `The ${product} folder is not the one that was given. ${says}`,
      "Unpack the release anew, or do not use it.",
    );
  }
  return { version, sha256: found };
}
