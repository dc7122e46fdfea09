import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";

/**
 * Unpacks a WooCommerce that the operator brought, after comparing its digest; answers its folder. With it the evidence is
 * `real`. `sha256` is 64 hex digits. @throws ForgeError `input_invalid`.
 */
export function readShopZip(zip: string, sha256: string, into: string): string {
  const refuse = (message: string, hint: string) => new ForgeError("input_invalid", { message, hint });
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw refuse("The digest of the WooCommerce zip is missing.", "Give --sha256 with its 64 hex digits.");
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(zip);
  } catch (cause) {
    throw new ForgeError("input_invalid", { message: `${zip} cannot be read.`, hint: "Check the path.", cause });
  }
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256.toLowerCase()) {
    throw refuse(`The WooCommerce zip has the digest ${found}, not the one that was given.`, "Do not use this file.");
  }
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const file = join(into, name);
    if (name.endsWith("/") || !name.startsWith("woocommerce/") || !file.startsWith(join(into, sep))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const folder = join(into, "woocommerce");
  let main = "";
  try {
    main = readFileSync(join(folder, "woocommerce.php"), "utf8");
  } catch {
    // Said below: a zip without the main file holds no WooCommerce.
  }
  if (!main.split("\n").some((line) => line.replaceAll(" ", "").trim() === "*PluginName:WooCommerce")) {
    throw refuse("The zip holds no woocommerce/woocommerce.php of WooCommerce.", "Use the zip of its release.");
  }
  return folder;
}
