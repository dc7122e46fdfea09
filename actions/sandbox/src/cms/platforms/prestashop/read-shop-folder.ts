import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { type BroughtShop, readPinnedFolder } from "../../read-pinned-folder.ts";

export interface ShopFolder {
  readonly prestashop: string;
  readonly sha256: string;
}

/** Version of a release that was not installed yet. */
function readVersion(folder: string): string {
  let text = "";
  try {
    text = readFileSync(join(folder, "install/install_version.php"), "utf8");
  } catch (cause) {
    throw new ForgeError("input_invalid", {
      message: `${folder} holds no PrestaShop that can be installed: install/install_version.php is missing.`,
      hint: "Give the folder of an unpacked release (the zip inside its zip), as it came: with install/ and vendor/.",
      cause,
    });
  }
  const version = /define\(\s*'_PS_INSTALL_VERSION_',\s*'(\d+\.\d+\.\d+(?:\.\d+)?)'/.exec(text)?.[1];
  if (version !== undefined) return version;
  const message = `${folder} does not say which PrestaShop it is.`;
  throw new ForgeError("input_invalid", { message, hint: "Unpack the release anew." });
}

const release: BroughtShop = { product: "PrestaShop", option: "prestashop", readVersion };

/**
 * A PrestaShop that the operator brought, after comparing its digest. With it the evidence is `real`.
 * @throws ForgeError `input_invalid`, naming the folder's digest when it is missing or another one.
 */
export function readShopFolder(folder: string, sha256: string): ShopFolder {
  const { version, sha256: found } = readPinnedFolder(release, folder, sha256);
  return { prestashop: version, sha256: found };
}
