import { join } from "node:path";
import { createTextFinder } from "../audit/find-text-store.ts";
import { createGitAuditStore } from "../audit/git-audit-store.ts";
import { openGitTextStore } from "../audit/git-text-store.ts";
import type { ForgeAppOptions, OpenedRepository } from "../forge-app.ts";
import type { ApiRequest } from "../github/api-request.ts";
import type { HintRepository } from "../hints/hint.ts";
import { openGitMirror } from "./git-mirror-store.ts";

/** Mirror, log and store of private texts of one repository, all through git below the cache folder. */
export async function openWithGit(
  options: ForgeAppOptions,
  repository: HintRepository,
  request: ApiRequest,
  getToken: () => Promise<string | null>,
): Promise<OpenedRepository> {
  const urlOf = (one: { readonly owner: string; readonly repo: string }) =>
    options.gitUrl?.({ ...repository, ...one }) ?? `${options.serverUrl}/${one.owner}/${one.repo}.git`;
  const url = urlOf(repository);
  const allow = options.gitAllow ? { allow: options.gitAllow } : {};
  const { cacheFolder } = options;
  const { login } = options.forge;
  const { owner, repo, defaultBranch } = repository;
  const mirror = await openGitMirror({ cacheFolder, owner, repo, defaultBranch, url, getToken, ...allow });
  const findTexts = createTextFinder({
    mirror,
    defaultBranch,
    request,
    open: (one) => {
      const name = `${one.owner}/${one.repo}`;
      const folder = join(cacheFolder, `texts+${one.owner}+${one.repo}.git`.toLowerCase());
      return openGitTextStore({ folder, repository: name, url: urlOf(one), login, getToken, ...allow });
    },
  });
  return { mirror, audit: createGitAuditStore(mirror, { url, login, findTexts }) };
}
