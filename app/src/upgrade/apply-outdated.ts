import type { AuditStore } from "../audit/audit-store.ts";
import { parseConfigText } from "../config/parse-config-text.ts";
import type { PluginEngine } from "../engine/plugin-engine.ts";
import { gatherRegistry } from "../facts/gather-registry.ts";
import type { ApiRequest } from "../github/api-request.ts";
import type { HintRepository } from "../hints/hint.ts";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { applyOutdatedIssue } from "./apply-outdated-issue.ts";
import { gatherPluginStandings } from "./gather-plugin-standings.ts";
import { renderOutdatedIssue } from "./render-outdated-issue.ts";

export interface OutdatedContext {
  readonly request: ApiRequest;
  readonly mirror: RepositoryMirror;
  readonly audit: AuditStore;
  readonly repository: HintRepository;
  readonly forge: { readonly login: string };
  readonly engine: PluginEngine;
  readonly now: () => Date;
}

/** What was looked at last, by mirror: the packs stay the same while a process runs. */
const looks = new WeakMap<RepositoryMirror, string>();

/**
 * Tells owners in one issue which published plugins are not made with the newest templates. Asks GitHub only after the default
 * branch or the registry moved. Throws as the requests do, and as `gatherRegistry`.
 * @returns whether anything was written.
 */
export async function applyOutdated(context: OutdatedContext): Promise<boolean> {
  const { mirror, repository, request, engine } = context;
  const base = await mirror.readBranch(repository.defaultBranch);
  if (!base) return false;
  const look = `${base.commit} ${(await mirror.readBranch("forge/registry"))?.commit}`;
  if (looks.get(mirror) === look) return false;
  const config = parseConfigText(await readMirrorFile(mirror, base.commit, ".github/forge.yml"));
  const { registry } = await gatherRegistry(mirror, {
    repository: `${repository.owner}/${repository.repo}`,
    rootDigest: config.ok ? config.value.registry?.rootDigest : undefined,
    now: context.now(),
  });
  const records = await context.audit.read();
  const standings = await gatherPluginStandings({ mirror, commit: base.commit, records, engine });
  // `/forge upgrade` goes for what is published and neither suspended, revoked nor disabled.
  const isActive = ({ name, request: number }: { name: string; request: number }) =>
    registry?.plugins
      .find((plugin) => plugin.name === name)
      ?.versions.some((version) => version.request === number && version.status === "active");
  const body = renderOutdatedIssue(standings.filter(isActive));
  const written = await applyOutdatedIssue(body, { request, repository, login: context.forge.login });
  looks.set(mirror, look);
  return written > 0;
}
