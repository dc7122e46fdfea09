import { ForgeError } from "@plugsmith/schemas";

/** One commit that adds or replaces whole files on top of `parent`. */
export interface AppendCommit {
  readonly branch: string;
  readonly parent: string | null;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly login: string;
  /** ISO time; also the commit's. */
  readonly at: string;
  readonly message: string;
}

/** Runs git; with `remote` it may use the token of the repository. */
export type RemoteGit = (args: readonly string[], options?: { input?: string; remote?: boolean }) => Promise<Buffer>;

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
const nextRef = (branch: string) => `refs/plugsmith/next/${branch}`;

/** Input of git fast-import: a single process, whatever the number of files. */
export function renderAppend(commit: AppendCommit): string {
  const { parent, login } = commit;
  const seconds = Math.floor(Date.parse(commit.at) / 1000);
  const from = parent === null ? "" : `from ${parent}\n`;
  return [
    `reset ${nextRef(commit.branch)}\n${from}\n`,
    `commit ${nextRef(commit.branch)}\n`,
    `committer ${login} <${login}@users.noreply.github.com> ${seconds} +0000\n`,
    data(commit.message),
    from,
    ...commit.files.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`),
    "done\n",
  ].join("");
}

/**
 * Makes the commit and pushes it onto exactly `parent`, never by force, and moves the local branch; answers the commit.
 * @throws ForgeError `git_failed`; `isLostRace` tells whether somebody else was faster.
 */
export async function applyAppendCommit(git: RemoteGit, url: string, commit: AppendCommit): Promise<string> {
  const next = nextRef(commit.branch);
  await git(["fast-import", "--quiet", "--force", "--done"], { input: renderAppend(commit) });
  await git(["push", "--quiet", "--porcelain", url, `${next}:refs/heads/${commit.branch}`], { remote: true });
  const sha = (await git(["rev-parse", next])).toString("latin1").trim();
  await git(["update-ref", `refs/heads/${commit.branch}`, sha]);
  return sha;
}

/** Whether a push failed because the branch is not where it was seen. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof ForgeError &&
  error.code === "git_failed" &&
  /rejected|non-fast-forward|fetch first|cannot lock ref/u.test(error.message);
