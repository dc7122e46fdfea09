import type { AuditRecord } from "@plugsmith/schemas";
import type { PluginEngine } from "../engine/plugin-engine.ts";
import { gatherPublished } from "../facts/gather-published.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { decideStanding } from "./decide-standing.ts";
import type { PluginStanding } from "./plugin-standing.ts";

export interface StandingsQuestion {
  readonly mirror: RepositoryMirror;
  /** Commit whose `plugins/` are looked at. */
  readonly commit: string;
  /** Of the whole log: they name what the forge itself rendered. */
  readonly records: readonly AuditRecord[];
  readonly engine: PluginEngine;
}

const pinPath = /^plugins\/(?<name>[a-z][a-z0-9-]{2,49})\/forge\.json$/u;

/** How every generated plugin of a commit stands to today's packs, by name. Reads git only. */
export async function gatherPluginStandings({
  mirror,
  commit,
  records,
  engine,
}: StandingsQuestion): Promise<PluginStanding[]> {
  const files = await mirror.listFiles(commit, "plugins/");
  const names = files.flatMap(({ path }) => pinPath.exec(path)?.groups?.["name"] ?? []).sort();
  const standings: PluginStanding[] = [];
  for (const name of names) {
    const published = await gatherPublished(mirror, commit, name, records);
    const standing = published && decideStanding(published, engine);
    if (standing) standings.push(standing);
  }
  return standings;
}
