import { findRepositoryOf } from "../find-repository.ts";
import { findRef, moveRef } from "../git/move-ref.ts";
import { findCommit } from "../git/walk-commits.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { ReleaseRow, RepoRow } from "../github-store.ts";
import type { Correction, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

/**
 * emulate publishes a release without making its tag, gives drafts a tag's page, shows drafts to everybody who has a token, and
 * lets a published release change for ever. With immutable releases (a repository setting of GitHub's) its assets and tag stay.
 */
export const releasePublication: Correction = (world) => {
  const { gh } = world;
  world.before.push(({ method, path, json }) => {
    const repo = findRepositoryOf(gh, path);
    const found = /\/releases(?:\/(\d+)(\/assets)?|\/assets\/(\d+))?$/.exec(path);
    if (!repo || !found || method === "GET") return;
    const [, releaseId, uploads, assetId] = found;
    const release = gh.releases.get(
      Number(releaseId ?? (assetId === undefined ? 0 : gh.releaseAssets.get(Number(assetId))?.release_id)),
    );
    if (
      release?.immutable &&
      (uploads ||
        assetId !== undefined ||
        json?.tag_name !== undefined ||
        json?.target_commitish !== undefined ||
        json?.draft === true)
    ) {
      throw new GitHubRefusal(
        422,
        uploads ? "Cannot upload assets to an immutable release." : "Cannot change an immutable release.",
      );
    }
    const publishes =
      (method === "POST" && releaseId === undefined && json?.draft !== true) ||
      (method === "PATCH" && json?.draft === false);
    if (publishes) checkTarget(world, repo, { ...release, ...json });
  });
  world.events.push(({ event, action, payload, repo }) => {
    const release = event === "release" && action === "published" ? gh.releases.get(payload.release.id) : undefined;
    if (!release || !repo) return;
    if (world.options.immutableReleases) gh.releases.update(release.id, { immutable: true });
    const ref = `refs/tags/${release.tag_name}`;
    const author = gh.users.findOneBy("login", payload.sender.login);
    const target = resolveTarget(world, repo, release.target_commitish);
    if (author && target && !findRef(world, repo, ref)) moveRef(world, repo, ref, target, author);
  });
  editResources(world, "release", (json) => {
    json.immutable = gh.releases.get(json.id)?.immutable === true;
    if (json.draft) json.html_url = json.html_url.replace(/\/releases\/tag\/.*$/, `/releases/tag/untagged-${json.id}`);
  });
  world.after.push(({ method, path, caller }, answer) => {
    if (method !== "GET" || !/\/releases(\/tags\/[^/]+|\/\d+)?$/.test(path) || answer.json === undefined) return;
    const byTag = path.includes("/releases/tags/");
    const mayEdit = "grant" in caller ? caller.grant.permissions["contents"] === "write" : caller.kind === "person";
    if (Array.isArray(answer.json)) {
      if (!mayEdit) answer.json = answer.json.filter((release) => !release.draft);
    } else if (answer.json.draft && (byTag || !mayEdit)) {
      answer.status = 404;
      answer.json = { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" };
    }
  });
  world.before.push(({ method, path }) => {
    const tag = /^\/repos\/[^/]+\/[^/]+\/git\/refs\/tags\/(.+)$/.exec(path)?.[1];
    const repo = findRepositoryOf(gh, path);
    if (!tag || !repo || method === "GET") return;
    const kept = gh.releases
      .findBy("repo_id", repo.id)
      .some((row) => row.immutable && row.tag_name === decodeURIComponent(tag));
    if (kept) throw new GitHubRefusal(422, "Cannot change the tag of an immutable release.");
  });
};

function checkTarget(world: World, repo: RepoRow, release: Partial<ReleaseRow>): void {
  const tag = `refs/tags/${release.tag_name}`;
  if (findRef(world, repo, tag) || resolveTarget(world, repo, release.target_commitish ?? repo.default_branch)) return;
  throw new GitHubRefusal(422, "Validation Failed", [
    { resource: "Release", code: "invalid", field: "target_commitish" },
  ]);
}

function resolveTarget(world: World, repo: RepoRow, target: string): string | undefined {
  return findRef(world, repo, `refs/heads/${target}`) ?? findCommit(world.gh, repo.id, target)?.sha;
}
