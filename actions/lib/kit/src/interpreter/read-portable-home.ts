import { existsSync } from "node:fs";
import { join } from "node:path";

export interface PortableHome {
  /** Folder with our lockfile and programs. */
  readonly sources: string;
  /** Folder for what is installed, one folder a lockfile. */
  readonly cache: string;
}

/** Beside a built action, or in a checkout; undefined where a release was copied without them. */
export function readPortableHome(
  environment: NodeJS.ProcessEnv,
  here: string = import.meta.dirname,
): PortableHome | undefined {
  const sources = [join(here, "portable"), join(here, "../../portable")].find((folder) =>
    existsSync(join(folder, "package-lock.json")),
  );
  if (sources === undefined) return undefined;
  const tools = environment["RUNNER_TOOL_CACHE"];
  return { sources, cache: tools ? join(tools, "plugsmith-portable") : join(sources, "../../../../.cache/portable") };
}
