import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Git, runGit } from "@plugsmith/app";
import { ForgeError } from "@plugsmith/schemas";

const ownerAndName = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/;

/** A git repository with one branch to read. */
export interface BranchSource {
  readonly git: Git;
  /** Newest commit of the branch. */
  readonly tip: string;
  /** For people: where it was read. */
  readonly where: string;
  close(): void;
}

const missing = (branch: string, where: string, cause?: unknown) =>
  new ForgeError("input_invalid", {
    message: `There is no branch ${branch} in ${where}.`,
    hint: `Name a clone of the forge repository, or owner/name on GitHub. A clone gets the branch with \`git fetch origin ${branch}:refs/remotes/origin/${branch}\`.`,
    cause,
  });

async function findTip(git: Git, branch: string, where: string): Promise<string> {
  const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
  const listed = await git(["for-each-ref", "--format=%(refname) %(objectname)", ...refs]).catch((cause: unknown) => {
    throw missing(branch, where, cause);
  });
  const found = new Map(
    listed
      .toString("utf8")
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  const tip = refs.map((ref) => found.get(ref)).find((sha) => sha !== undefined);
  if (tip === undefined) throw missing(branch, where);
  const shallow = (await git(["rev-parse", "--is-shallow-repository"])).toString("utf8").trim();
  if (shallow === "true")
    throw new ForgeError("input_invalid", {
      message: `${where} is a shallow clone: the beginning of ${branch} is missing.`,
      hint: "Run `git fetch --unshallow`, then this again.",
    });
  return tip;
}

async function fetchSource(repository: string, branch: string): Promise<BranchSource> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-audit-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const server = (process.env["GITHUB_SERVER_URL"] ?? "https://github.com").replace(/\/$/, "");
  const url = `${server}/${repository}.git`;
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"];
  const git: Git = (args, { input } = {}) =>
    runGit(args, { folder, ...(token && { auth: { url, token } }), ...(input !== undefined && { input }) });
  try {
    await git(["init", "--quiet", "--bare", "."]);
    await git(["fetch", "--quiet", "--no-tags", url, `refs/heads/${branch}:refs/heads/${branch}`]);
    return { git, tip: await findTip(git, branch, repository), where: repository, close };
  } catch (error) {
    close();
    if (!(error instanceof ForgeError) || error.code !== "git_failed") throw error;
    throw new ForgeError("download_failed", {
      message: `${branch} of ${repository} could not be fetched: ${error.message}`,
      hint: "Check the name, and for a private repository GITHUB_TOKEN.",
      cause: error,
    });
  }
}

/**
 * A branch of the git repository in `where`: a folder (a clone or a bare repository; `origin`'s state of the branch comes
 * first), or owner/name on GitHub (`GITHUB_SERVER_URL`, `GITHUB_TOKEN`), fetched into a folder that `close` removes.
 * @throws ForgeError `input_invalid`, `download_failed`.
 */
export async function openAuditSource(where: string, branch = "forge/audit"): Promise<BranchSource> {
  if (existsSync(where)) {
    const git: Git = (args, { input } = {}) => runGit(args, { folder: where, ...(input !== undefined && { input }) });
    const name = where === "." ? "this checkout" : where;
    return { git, tip: await findTip(git, branch, name), where: name, close: () => {} };
  }
  if (ownerAndName.test(where)) return fetchSource(where, branch);
  throw new ForgeError("input_invalid", {
    message: `${where} is neither a folder nor owner/name on GitHub.`,
    hint: "Example: `plugsmith audit verify .` or `plugsmith audit verify acme/forge`.",
  });
}
