import { findRepositoryOf } from "../find-repository.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";

/** emulate sends edits without `changes`, which tells what the text was before. */
export const issueEdits: Correction = (world) => {
  const before = new Map<string, { title: string | null; body: string | null }>();
  world.before.push(({ method, path }) => {
    if (method !== "PATCH") return;
    const old = readOld(world, path);
    if (old) before.set(old.key, old);
  });
  world.events.push(({ event, action, payload }) => {
    if (action !== "edited") return;
    const [kind, resource] =
      event === "issues"
        ? ["issues", payload.issue]
        : event === "pull_request"
          ? ["pulls", payload.pull_request]
          : ["comment", payload.comment];
    const old = resource && before.get(`${kind}:${resource.id}`);
    if (!old) return;
    payload.changes = describe(old, resource);
  });
};

function readOld({ gh }: World, path: string): { key: string; title: string | null; body: string | null } | undefined {
  const found = /\/(issues|pulls|comments)\/(\d+)$/.exec(path);
  const repo = findRepositoryOf(gh, path);
  if (!found || !repo) return undefined;
  const [, kind, number] = found;
  if (kind === "comments") {
    const comment = gh.comments.get(Number(number));
    return comment && { key: `comment:${comment.id}`, title: null, body: comment.body };
  }
  const rows =
    kind === "issues" ? gh.issues.findBy("number", Number(number)) : gh.pullRequests.findBy("number", Number(number));
  const row = (rows as { id: number; repo_id: number; title: string; body: string | null }[]).find(
    (candidate) => candidate.repo_id === repo.id,
  );
  return row && { key: `${kind}:${row.id}`, title: row.title, body: row.body };
}

function describe(old: { title: string | null; body: string | null }, fresh: Json): Json {
  const changes: Json = {};
  if (old.title !== null && old.title !== fresh.title) changes.title = { from: old.title };
  if ((old.body ?? "") !== (fresh.body ?? "")) changes.body = { from: old.body ?? "" };
  return changes;
}
