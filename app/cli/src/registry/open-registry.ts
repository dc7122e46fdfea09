import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createGitRegistryStore, type RegistryStore, registryBranch } from "@plugsmith/registry";
import { ForgeError } from "@plugsmith/schemas";

export interface OpenRegistry {
  readonly store: RegistryStore;
  /** Where writes go, in words. */
  readonly where: string;
  /** What is left to do so that others see a write; undefined where it is pushed at once. */
  readonly publish: string | undefined;
}

const own = `refs/heads/${registryBranch}`;
const theirs = `refs/remotes/origin/${registryBranch}`;

/**
 * Brings the clone's own branch up to origin's. @throws ForgeError `registry_invalid` without a branch, `registry_conflict` where
 * both have moved.
 */
async function placeBranch(folder: string): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: folder });
  const find = (ref: string) =>
    git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`).then(
      ({ stdout }) => stdout.trim(),
      () => null,
    );
  const isBehind = (older: string, newer: string) =>
    git("merge-base", "--is-ancestor", older, newer).then(
      () => true,
      () => false,
    );
  const [here, there] = [await find(own), await find(theirs)];
  if (here === null && there === null)
    throw new ForgeError("registry_invalid", {
      message: `${folder} has no branch ${registryBranch}.`,
      hint: "Run `plugsmith init` there first, or name the clone with --dir.",
    });
  if (there === null || (here !== null && (await isBehind(there, here)))) return;
  if (here !== null && !(await isBehind(here, there)))
    throw new ForgeError("registry_conflict", {
      message: `${registryBranch} of ${folder} and of origin have both moved.`,
      hint: `Look what the own one adds (git log origin/${registryBranch}..${registryBranch}); it was never pushed. Delete it to go on from origin's.`,
    });
  await git("update-ref", own, there);
}

/** Address of a repository for git, beside the API that the environment names. */
export function findGitUrl(repository: string, env: Readonly<Record<string, string | undefined>>): string {
  const api = (env["GITHUB_API_URL"] ?? "https://api.github.com").replace(/\/$/u, "");
  const beside = api === "https://api.github.com" ? "https://github.com" : api.replace(/\/api\/v3$/u, "");
  return `${env["GITHUB_SERVER_URL"] ?? beside}/${repository}.git`;
}

/** The registry that a write goes to: the branch of a local clone (nothing leaves the machine), or straight the repository. */
export async function openRegistry(options: Readonly<Record<string, unknown>>): Promise<OpenRegistry> {
  const { repository, dir } = options;
  if (typeof repository === "string") {
    const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "";
    const gitUrl = findGitUrl(repository, process.env);
    return { store: createGitRegistryStore({ gitUrl, token }), where: repository, publish: undefined };
  }
  const folder = resolve(String(dir ?? "."));
  await placeBranch(folder);
  const store = createGitRegistryStore({ gitUrl: pathToFileURL(folder).href, token: "" });
  return { store, where: folder, publish: `git -C ${folder} push origin ${registryBranch}` };
}
