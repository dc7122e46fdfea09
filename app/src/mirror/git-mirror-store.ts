import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { runGit } from "./git-transport.ts";
import { createObjectReader } from "./object-reader.ts";
import { rememberObjects } from "./remember-objects.ts";
import type { RepositoryMirror } from "./repository-mirror.ts";

export interface MirrorOptions {
  /** Folder for all mirrors. */
  readonly cacheFolder: string;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** Address that git fetches from. */
  readonly url: string;
  /** A fresh token at each use; null: none is needed. */
  readonly getToken: () => Promise<string | null>;
  readonly allow?: readonly string[];
}

/** A mirror with what the audit store needs besides: running git in it. */
export interface GitMirror extends RepositoryMirror {
  git(args: readonly string[], options?: { input?: Uint8Array | string; remote?: boolean }): Promise<Buffer>;
}

const safeName = /^[A-Za-z0-9._-]{1,100}$/u;
const branchName = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/u;
const headLine = /^(\S+) ([0-9a-f]{40}) ([0-9a-f]{40})$/u;
const auditRef = "refs/heads/forge/audit";

/** The git commands run here that may move a branch of the mirror; nobody else writes to it. */
const movesHeads = new Set(["fetch", "push", "update-ref"]);

interface Head {
  readonly commit: string;
  readonly tree: string;
}

function parseHeads(output: Buffer): ReadonlyMap<string, Head> {
  const lines = output.toString("utf8").split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, ref = "", commit = "", tree = ""] = headLine.exec(line) ?? [];
      return ref === "" ? [] : [[ref, { commit, tree }]];
    }),
  );
}

/**
 * A bare clone of what the forge reads, kept between events. `forge/audit` is fetched without force: a rewritten or
 * deleted log makes `refresh` fail (`audit_invalid`) instead of being believed.
 */
export async function openGitMirror(options: MirrorOptions): Promise<GitMirror> {
  const { owner, repo, defaultBranch, url } = options;
  if (!safeName.test(owner) || !safeName.test(repo) || !branchName.test(defaultBranch))
    throw new ForgeError("input_invalid", { message: "The repository has a name that the forge does not handle." });
  const folder = join(options.cacheFolder, `${owner}+${repo}.git`.toLowerCase());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const allow = options.allow ?? [];
  let heads: Promise<ReadonlyMap<string, Head>> | null = null;
  const git: GitMirror["git"] = async (args, { input, remote = false } = {}) => {
    const token = remote ? await options.getToken() : null;
    const moves = movesHeads.has(args[0] ?? "");
    try {
      if (moves) heads = null;
      return await runGit(args, {
        folder,
        allow,
        ...(token && { auth: { url, token } }),
        ...(input !== undefined && { input }),
      });
    } finally {
      if (moves) heads = null;
    }
  };
  await git(["init", "--quiet", "--bare", "."]);
  const readHeads = () => {
    heads ??= git(["for-each-ref", "--format=%(refname) %(objectname) %(tree)", "refs/heads"]).then(parseHeads);
    return heads;
  };
  const readAudit = async () => (await readHeads()).get(auditRef)?.commit ?? "";

  // Once for each start of the bot is enough; for each delivery it costs a process.
  let maintained = false;

  return rememberObjects({
    git,
    async refresh() {
      const before = await readAudit();
      const keep = "refs/heads";
      const specs = [
        `+${keep}/${defaultBranch}:${keep}/${defaultBranch}`,
        `+${keep}/forge/request-*:${keep}/forge/request-*`,
        `+${keep}/forge/registry*:${keep}/forge/registry*`,
        `${keep}/forge/audit*:${keep}/forge/audit*`,
      ];
      try {
        const once = maintained ? ["--no-auto-maintenance"] : [];
        await git(["fetch", "--prune", "--no-tags", "--no-write-fetch-head", ...once, url, ...specs], { remote: true });
        maintained = true;
      } catch (error) {
        if (
          !(error instanceof ForgeError) ||
          !/forge\/audit.*(non-fast-forward|rejected)|rejected.*forge\/audit/su.test(error.message)
        )
          throw error;
        throw rewritten(error);
      }
      if (before !== "" && (await readAudit()) === "") {
        // Kept, so that the next refresh notices it as well.
        await git(["update-ref", auditRef, before]);
        throw rewritten();
      }
    },
    readBranch: async (branch) => (await readHeads()).get(`refs/heads/${branch}`) ?? null,
    ...createObjectReader(git),
  });
}

const rewritten = (cause?: unknown) =>
  new ForgeError("audit_invalid", {
    message: "The branch forge/audit was rewritten or deleted.",
    hint: "Restore it from the forge's mirror (PLUGSMITH_CACHE) or a backup; the forge decides nothing while its log cannot be trusted.",
    cause,
  });
