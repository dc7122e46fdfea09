import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../program-transport.ts";

/** Names in a folder; none for a file. */
function readNames(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Names of the modules that Composer brought to a Magento, from their etc/module.xml. */
export function listModules(folder: string): string[] {
  const vendor = join(folder, "vendor");
  const packages = readNames(vendor).flatMap((owner) =>
    readNames(join(vendor, owner)).map((name) => join(owner, name)),
  );
  return packages.flatMap((name) => {
    const text = readText(join(vendor, name, "etc/module.xml"));
    return /<module name="([A-Za-z]+_[A-Za-z0-9]+)"/.exec(text)?.[1] ?? [];
  });
}
