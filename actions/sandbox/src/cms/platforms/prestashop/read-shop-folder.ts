import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

export interface ShopFolder {
  readonly prestashop: string;
  readonly sha256: string;
}

const refuse = (message: string, hint: string, cause?: unknown) =>
  new ForgeError("input_invalid", { message, hint, ...(cause === undefined ? {} : { cause }) });

/** Paths of all files below a folder, in the order of their bytes. @throws ForgeError for anything but files and folders. */
function listFiles(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(folder, path);
    if (entry.isFile()) return [path];
    throw refuse(`${path} in the PrestaShop folder is neither a file nor a folder.`, "Unpack the release anew.");
  });
}

/**
 * Digest of a folder, 64 hex digits: SHA-256 over `<path> NUL <SHA-256 of the file, hex> LF` of every file, sorted by the bytes of its
 * path. Times, owners and rights do not count; neither do empty folders.
 */
export function digestFolder(folder: string): string {
  const hash = createHash("sha256");
  const paths = listFiles(folder).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const path of paths) {
    hash.update(
      `${path}\0${createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex")}\n`,
    );
  }
  return hash.digest("hex");
}

/** Version of a release that was not installed yet. */
function readVersion(folder: string): string {
  let text = "";
  try {
    text = readFileSync(join(folder, "install/install_version.php"), "utf8");
  } catch (cause) {
    throw refuse(
      `${folder} holds no PrestaShop that can be installed: install/install_version.php is missing.`,
      "Give the folder of an unpacked release (the zip inside its zip), as it came: with install/ and vendor/.",
      cause,
    );
  }
  const version = /define\(\s*'_PS_INSTALL_VERSION_',\s*'(\d+\.\d+\.\d+(?:\.\d+)?)'/.exec(text)?.[1];
  if (version === undefined) throw refuse(`${folder} does not say which PrestaShop it is.`, "Unpack the release anew.");
  return version;
}

/**
 * A PrestaShop that the operator brought, after comparing its digest. With it the evidence is `real`.
 * @throws ForgeError `input_invalid`, naming the folder's digest when it is missing or another one.
 */
export function readShopFolder(folder: string, sha256: string): ShopFolder {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) throw refuse(`${folder} is no folder.`, "Check the path of --prestashop-dir.");
  const prestashop = readVersion(folder);
  const found = digestFolder(folder);
  const says = `Digest of this folder is ${found}.`;
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    const hint = `If it is the release that you trust, give --prestashop-sha256 ${found}`;
    throw refuse(`The digest of the PrestaShop folder is missing. ${says}`, hint);
  }
  if (found !== sha256.toLowerCase()) {
    throw refuse(
      `The PrestaShop folder is not the one that was given. ${says}`,
      "Unpack the release anew, or do not use it.",
    );
  }
  return { prestashop, sha256: found };
}
