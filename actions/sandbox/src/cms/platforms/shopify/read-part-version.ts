import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Version of a package among the sandbox's parts; undefined when it is not there. */
export function readPartVersion(modules: string, name: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as { version: string }).version;
  } catch {
    return undefined;
  }
}
