import { mkdir } from "node:fs/promises";
import { ForgeError } from "@plugsmith/schemas";
import { runGit } from "../mirror/git-transport.ts";
import { applyAppendCommit, isLostRace, type RemoteGit } from "./apply-append-commit.ts";
import { type SealedFile, textPath } from "./seal-record.ts";
import type { TextStore } from "./text-store.ts";

const branch = "forge/audit-texts";
const attempts = 6;

export interface TextStoreOptions {
  /** Folder of the bare copy; a cache. */
  readonly folder: string;
  /** `owner/name`, for messages. */
  readonly repository: string;
  readonly url: string;
  readonly login: string;
  readonly getToken: () => Promise<string | null>;
  /** Git transports besides http(s), for tests. */
  readonly allow?: readonly string[];
}

/** The private texts as commits on `forge/audit-texts` of another repository: files are only added, nothing is forced. */
export async function openGitTextStore(options: TextStoreOptions): Promise<TextStore> {
  const { folder, url, login, repository } = options;
  const git: RemoteGit = async (args, { input, remote = false } = {}) => {
    const token = remote ? await options.getToken() : null;
    return runGit(args, {
      folder,
      allow: options.allow ?? [],
      ...(token && { auth: { url, token } }),
      ...(input !== undefined && { input }),
    });
  };
  const unavailable = (what: string, cause: unknown) =>
    new ForgeError("audit_texts_unavailable", {
      message: `${repository}, where the private texts of the log are kept, cannot be ${what}.`,
      hint: "Install the App on it with contents: write, or correct `audit.repository` in .github/forge.yml; until then the forge decides nothing that needs those texts.",
      cause,
    });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await git(["init", "--quiet", "--bare", "."]);
  const known = new Map<string, Uint8Array>();

  async function fetchBranch(): Promise<string | null> {
    // The star makes a branch that does not exist yet no error.
    const spec = `refs/heads/${branch}*:refs/heads/${branch}*`;
    await git(["fetch", "--no-tags", "--no-write-fetch-head", url, spec], { remote: true });
    const found = await git(["for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`]);
    return found.toString("latin1").trim() || null;
  }

  async function readFile(commit: string, digest: string): Promise<Uint8Array | null> {
    const listed = await git(["ls-tree", "-z", commit, "--", textPath(digest)]);
    const blob = /^100644 blob (?<id>[0-9a-f]{40})\t/u.exec(listed.toString("latin1"))?.groups?.["id"];
    return blob === undefined ? null : git(["cat-file", "blob", blob]);
  }

  async function writeOnce(files: readonly SealedFile[], at: string): Promise<void> {
    const parent = await fetchBranch();
    await applyAppendCommit(git, url, { branch, parent, files, login, at, message: "texts of forge/audit" });
  }

  return {
    async write(files, at) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await writeOnce(files, at);
        } catch (error) {
          if (!isLostRace(error) || attempt >= attempts) throw unavailable("written", error);
        }
      }
    },
    async read(digests) {
      const missing = digests.filter((digest) => !known.has(digest));
      if (missing.length === 0) return known;
      try {
        const commit = await fetchBranch();
        for (const digest of missing) {
          const bytes = commit === null ? null : await readFile(commit, digest);
          if (bytes) known.set(digest, bytes);
        }
      } catch (error) {
        throw unavailable("read", error);
      }
      return new Map(digests.map((digest) => [digest, known.get(digest) ?? null]));
    },
  };
}
