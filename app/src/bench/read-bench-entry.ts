import type { ForgeConfig } from "@plugsmith/schemas";
import { parseConfigText } from "../config/parse-config-text.ts";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";

export type BenchEntry = NonNullable<ForgeConfig["benches"]>[number];

/** A bench as the default branch's forge.yml names it in the mirror; undefined: it does not. */
export async function readBenchEntry(
  mirror: RepositoryMirror,
  defaultBranch: string,
  id: string,
): Promise<BenchEntry | undefined> {
  const base = await mirror.readBranch(defaultBranch);
  const config = parseConfigText(base ? await readMirrorFile(mirror, base.commit, ".github/forge.yml") : null);
  return config.ok ? config.value.benches?.find((entry) => entry.id === id) : undefined;
}
