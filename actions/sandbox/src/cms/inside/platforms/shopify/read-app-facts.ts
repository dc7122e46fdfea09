import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AppFacts } from "./host/shop-state.ts";
import { parseAppFacts } from "./parse-app-facts.ts";

/** What an app's folder says of it in the files that Shopify CLI deploys. @throws Error naming what is missing. */
export function readAppFacts(folder: string, name: string): AppFacts {
  const extensions = join(folder, "extensions");
  const [first] = readdirSync(extensions);
  const app = readFileSync(join(folder, "shopify.app.toml"), "utf8");
  return parseAppFacts(app, readFileSync(join(extensions, first ?? "", "shopify.extension.toml"), "utf8"), name);
}
