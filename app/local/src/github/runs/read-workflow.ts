import { load } from "js-yaml";
import { findEntry } from "../git/compare-trees.ts";
import { decodeBlob } from "../git/encode-object.ts";
import { findCommit } from "../git/walk-commits.ts";
import type { RepoRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { World } from "../world.ts";

const folder = ".github/workflows";

export interface WorkflowFile {
  path: string;
  name: string;
  /** `on:` as a mapping of event → filters (or null). */
  triggers: Record<string, Json>;
  definition: Json;
}

/** The workflow files of a commit. A file that is no YAML mapping counts as a workflow without triggers, as on GitHub. */
export function readWorkflows(world: World, repo: RepoRow, sha: string): WorkflowFile[] {
  const commit = findCommit(world.gh, repo.id, sha);
  const entry = commit && findEntry(world.gh, repo.id, commit.tree_sha, folder);
  const tree = entry && world.gh.trees.findBy("sha", entry.sha).find((row) => row.repo_id === repo.id);
  return (tree?.tree ?? [])
    .filter((file) => file.type === "blob" && /\.ya?ml$/.test(file.path))
    .map((file) => {
      const blob = world.gh.blobs.findBy("sha", file.sha).find((row) => row.repo_id === repo.id);
      return parseWorkflow(`${folder}/${file.path}`, blob ? decodeBlob(blob).toString() : "");
    });
}

/** Parses a workflow file as far as its name and triggers. */
export function parseWorkflow(path: string, text: string): WorkflowFile {
  let definition: Json;
  try {
    definition = load(text);
  } catch {
    definition = undefined;
  }
  if (definition === null || typeof definition !== "object") definition = {};
  return {
    path,
    name: typeof definition.name === "string" ? definition.name : path,
    triggers: parseTriggers(definition.on),
    definition,
  };
}

function parseTriggers(on: Json): Record<string, Json> {
  if (typeof on === "string") return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
  return on !== null && typeof on === "object" ? on : {};
}
