import { type Parsed, parseRegistry, parseReviewers, type Registry, type Reviewers } from "@plugsmith/schemas";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";

async function readJson<T>(
  mirror: RepositoryMirror,
  commit: string,
  path: string,
  parse: (value: unknown) => Parsed<T>,
): Promise<T | null> {
  const text = await readMirrorFile(mirror, commit, path);
  if (text === null) return null;
  try {
    const parsed = parse(JSON.parse(text));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

const nobody: Reviewers = { schemaVersion: 1, reviewers: [] };

/** Registry and approver list of forge/registry. Unreadable is as good as empty: nobody counts, nothing is published. */
export async function gatherRegistry(
  mirror: RepositoryMirror,
): Promise<{ readonly registry: Registry | null; readonly reviewers: Reviewers }> {
  const branch = await mirror.readBranch("forge/registry");
  if (!branch) return { registry: null, reviewers: nobody };
  const [registry, reviewers] = await Promise.all([
    readJson(mirror, branch.commit, "registry.json", parseRegistry),
    readJson(mirror, branch.commit, "reviewers.json", parseReviewers),
  ]);
  return { registry, reviewers: reviewers ?? nobody };
}
