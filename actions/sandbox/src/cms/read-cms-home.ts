import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

export interface CmsHome {
  /** Folder of the sandbox's own sources: lockfile, kernel, must-use plugin. */
  readonly sources: string;
  /** Where the parts of exactly this lockfile belong. */
  readonly cache: string;
}

/** Finds the sandbox's sources beside the built action or in a checkout, and the cache for its large parts. */
export function readCmsHome(here: string = import.meta.dirname): CmsHome {
  const sources = [join(here, "../cms"), join(here, "../../cms")].find((folder) =>
    existsSync(join(folder, "package-lock.json")),
  );
  if (sources === undefined) {
    throw new ForgeError("tool_missing", {
      message: "This release does not hold the sources of the CMS sandbox.",
      hint: "Use a checkout of Plugsmith, or leave --sandbox out.",
    });
  }
  const lock = readFileSync(join(sources, "package-lock.json"));
  const key = createHash("sha256").update(lock).digest("hex").slice(0, 16);
  const tools = process.env["RUNNER_TOOL_CACHE"];
  const cache = tools ? join(tools, "plugsmith-cms") : join(sources, "../../../.cache/cms");
  return { sources, cache: join(cache, key) };
}
