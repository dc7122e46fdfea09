import { bundleEntry } from "./bundle-entry.ts";

const [folder = "", entry = "", packages = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await bundleEntry(folder, entry, packages === "packages")));
