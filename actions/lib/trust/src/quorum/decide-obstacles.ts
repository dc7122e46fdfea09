import type { Blocker } from "./quorum.ts";

/** What a pull request consists of, as far as GitHub lists it. */
export interface PullShape {
  readonly name: string;
  /** Changed files with the path that renamed ones had before; null: not all could be listed. */
  readonly files: readonly { readonly path: string; readonly previousPath: string | null }[] | null;
  /** Are these all commits? GitHub lists 250 at most. */
  readonly commitsListed: boolean;
}

/** Paths of a difference that are not below `plugins/<name>/`. */
export function listOutside(files: NonNullable<PullShape["files"]>, name: string): string[] {
  const folder = `plugins/${name}/`;
  const paths = files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  return [...new Set(paths)].filter((path) => !path.startsWith(folder) || path.split("/").includes(".."));
}

const block = (reason: Blocker["reason"], message: string): Blocker => ({ login: "", reviewId: null, reason, message });

/** What about the pull request itself stops publishing, whoever approves it. */
export function decideObstacles({ name, files, commitsListed }: PullShape): Blocker[] {
  const obstacles: Blocker[] = [];
  const [first, ...more] = files === null ? [] : listOutside(files, name);
  if (files === null)
    obstacles.push(
      block(
        "files_outside",
        "The pull request changes more files than GitHub lists, so they cannot be checked; make the plugin smaller.",
      ),
    );
  if (first !== undefined)
    obstacles.push(
      block(
        "files_outside",
        `The pull request changes ${first.slice(0, 120)}${more.length > 0 ? ` and ${more.length} more` : ""}, outside plugins/${name}/; take that out of the branch.`,
      ),
    );
  if (!commitsListed)
    obstacles.push(
      block(
        "commits_unlisted",
        "The pull request has more commits than GitHub lists, so not all authors are known; squash the branch.",
      ),
    );
  return obstacles;
}
