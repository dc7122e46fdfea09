import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { type BroughtShop, readPinnedFolder } from "../../read-pinned-folder.ts";

export interface MagentoFolder {
  /** As Magento writes it: `2.4.7-p3`. */
  readonly magento: string;
  readonly sha256: string;
}

const refuse = (message: string, hint: string, cause?: unknown) =>
  new ForgeError("input_invalid", { message, hint, ...(cause === undefined ? {} : { cause }) });

const bring =
  "Give the folder of a Magento Open Source 2.4 as `composer create-project` makes it: with bin/magento and vendor/.";
/** What the module is written for. */
const range = /^2\.4\.(?:[4-9]|\d{2,})(?:-p\d+)?$/;

/** Version of the product in what Composer installed; undefined when it is not Magento. */
function findVersion(text: string): string | undefined {
  const told = JSON.parse(text) as { packages?: readonly { name?: string; version?: string }[] };
  const found = told.packages?.find(({ name }) =>
    /^magento\/product-(?:community|enterprise)-edition$/.test(name ?? ""),
  );
  return found?.version;
}

/** Version of a Magento whose packages are all there. */
function readVersion(folder: string): string {
  if (!existsSync(join(folder, "bin/magento")))
    throw refuse(`${folder} holds no Magento: bin/magento is missing.`, bring);
  let version: string | undefined;
  try {
    version = findVersion(readFileSync(join(folder, "vendor/composer/installed.json"), "utf8"));
  } catch (cause) {
    throw refuse(
      `The Magento in ${folder} has no packages: vendor/composer/installed.json is missing or broken.`,
      "Run composer install in it, with keys of your own for repo.magento.com.",
      cause,
    );
  }
  if (version === undefined)
    throw refuse(`${folder} does not say which Magento it is: its packages hold no product of Magento.`, bring);
  if (!range.test(version))
    throw refuse(
      `${folder} holds Magento ${version}; the pack's modules are for 2.4.4 to 2.4.x.`,
      "Give a release of 2.4.",
    );
  // Composer reads these at each start, and a folder that lost one dies with PHP's words in the middle of the installation.
  const lost = ["vendor/autoload.php", ...readAutoloaded(folder)].find((path) => !existsSync(join(folder, path)));
  if (lost !== undefined)
    throw refuse(`The Magento in ${folder} is not whole: ${lost} is missing.`, "Run composer install in it anew.");
  return version;
}

/** Files that Composer loads with every start. */
function readAutoloaded(folder: string): string[] {
  const text = readFileSync(join(folder, "vendor/composer/autoload_files.php"), "utf8");
  return [...text.matchAll(/\$(vendorDir|baseDir) \. '\/([^']+)'/g)].map(([, root, path]) =>
    root === "vendorDir" ? `vendor/${path}` : String(path),
  );
}

const release: BroughtShop = { product: "Magento", option: "magento", readVersion };

/**
 * A Magento that the operator brought, after comparing its digest. With it the evidence is `real`.
 * @throws ForgeError `input_invalid`, naming the folder's digest when it is missing or another one.
 */
export function readMagentoFolder(folder: string, sha256: string): MagentoFolder {
  const { version, sha256: found } = readPinnedFolder(release, folder, sha256);
  return { magento: version, sha256: found };
}
