import { parsePluginManifest, type RegistryVersion } from "@plugsmith/schemas";
import type { ReviewFact } from "@plugsmith/trust";
import type { ParsedConfig } from "../config/parse-config-text.ts";
import { readPluginFile } from "../github/read-plugin-file.ts";
import { readChangedFiles, readPullEvents, readPushers } from "../github/read-pull-history.ts";
import { readPermission } from "../github/read-standing.ts";
import type { EvidenceFact, PullFact } from "./facts.ts";
import type { GatherContext } from "./gather-context.ts";

/** What is known of a pull request that nobody has approved yet: nothing that a decision needs. */
export const noEvidence: EvidenceFact = {
  asked: false,
  manifest: null,
  files: [],
  events: [],
  pushers: [],
  maintainerIds: null,
};

export interface EvidenceQuestion {
  readonly name: string;
  readonly pull: PullFact;
  readonly reviews: readonly ReviewFact[];
  readonly config: ParsedConfig;
  /** Published versions of the plugin. */
  readonly versions: readonly RegistryVersion[];
}

function parseManifest(text: string | null) {
  if (text === null) return null;
  try {
    const parsed = parsePluginManifest(JSON.parse(text));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/**
 * What the approvals of a head are judged by besides the reviews. Most of it is asked only once somebody has approved: up
 * to three requests then, one more for each approver of a critical plugin, and one for the head's manifest where it matters.
 */
export async function gatherEvidence(context: GatherContext, question: EvidenceQuestion): Promise<EvidenceFact> {
  const { request, repository } = context;
  const { name, pull, reviews, config, versions } = question;
  const approvals = reviews.filter(({ state, commitId }) => state === "APPROVED" && commitId === pull.headSha);
  const signs = config.ok && (config.value.approvals.proof ?? "review") !== "review";
  const critical = config.ok && config.value.critical?.includes(name) === true;
  const path = `plugins/${name}/plugin.json`;
  // Which channels take a plugin is told by its manifest.
  const sells = config.ok && (config.value.channels?.length ?? 0) > 0;
  const manifest =
    signs || sells || versions.length > 0
      ? parseManifest(await readPluginFile(request, repository, path, pull.headSha))
      : null;
  if (approvals.length === 0) return { ...noEvidence, manifest };
  const people = new Map(approvals.flatMap(({ user }) => (user?.type === "User" ? [[user.id, user] as const] : [])));
  const [files, events, pushers, maintainers] = await Promise.all([
    readChangedFiles(request, repository, pull.number),
    readPullEvents(request, repository, pull.number),
    readPushers(request, repository, pull.headRef),
    critical
      ? Promise.all(
          [...people.values()].map(async (user) => {
            const permission = await readPermission(request, repository, user);
            return permission === "maintain" || permission === "admin" ? [user.id] : [];
          }),
        )
      : null,
  ]);
  return { asked: true, manifest, files, events, pushers, maintainerIds: maintainers?.flat() ?? null };
}
