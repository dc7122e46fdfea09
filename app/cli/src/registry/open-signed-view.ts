import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { registryBranch } from "@plugsmith/registry";
import { createGitTufTransport } from "@plugsmith/registry/tuf";
import { ForgeError, type Registry, type Reviewers } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import {
  createHttpTufTransport,
  decideKnowledge,
  type Knowledge,
  readTufRegistry,
  readTufTrust,
  refreshTuf,
  type TufState,
  type TufTransport,
} from "@plugsmith/trust/tuf";
import { readInputFile } from "../read-input-file.ts";
import type { RegistryMemory } from "./registry-memory-store.ts";

export interface SignedRegistry {
  readonly registry: Registry;
  readonly reviewers: Reviewers;
  /** What people have signed about who signs packages. */
  readonly signedTrust: SignedTrust;
  readonly rootVersion: number;
  readonly signedAt: Date | null;
  readonly expiresAt: Date;
  readonly knowledge: Knowledge;
  /** Whether an older state would have been noticed: this registry was seen here before, for the first time, or nothing is kept. */
  readonly memory: "known" | "first" | "none";
}

export interface SignedSource {
  /** File with the pinned root, or its text where the caller has it. */
  readonly root: { readonly file: string } | { readonly text: string };
  /** A clone of the forge, a folder with the branch's files, or owner/name on GitHub. */
  readonly from: string;
  /** API of a repository on GitHub; default: the environment's, with its token. */
  readonly apiUrl?: string;
  readonly now: Date;
  /** Of one answer of a server, to its last byte. Default 20,000. */
  readonly timeoutMs?: number;
  /** Opens the memory of this root's registry; absent or null: nothing is remembered between two looks. */
  readonly openMemory?: (root: string) => RegistryMemory | null;
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Files of the branch as they lie in a folder: a checkout, or a copy on a stick. */
const createFolderTransport = (folder: string): TufTransport => ({
  async read(path) {
    try {
      return await readFile(join(folder, "tuf", path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  },
});

async function findCommit(folder: string): Promise<string> {
  for (const ref of [`origin/${registryBranch}`, registryBranch]) {
    const found = await promisify(execFile)("git", ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], {
      cwd: folder,
    }).catch(() => null);
    if (found) return found.stdout.trim();
  }
  throw new ForgeError("registry_invalid", {
    message: `${folder} holds neither the branch ${registryBranch} nor its folder tuf.`,
    hint: "Name a clone of the forge repository, a copy of the branch's files, or owner/name.",
  });
}

/** The whole view of one look comes from one commit, so that a write meanwhile mixes nothing. */
async function openGitHub(repository: string, { apiUrl, timeoutMs = 20_000 }: SignedSource): Promise<TufTransport> {
  const api = (apiUrl ?? process.env["GITHUB_API_URL"] ?? "https://api.github.com").replace(/\/$/u, "");
  // A token of the environment is for the API of the environment.
  const token = apiUrl === undefined ? (process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"]) : undefined;
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  const refuse = (why: string, cause?: unknown): never => {
    throw new ForgeError("download_failed", {
      message: `The registry of ${repository} cannot be read: ${why}.`,
      hint: "Check the name, the network, and for a private repository GITHUB_TOKEN.",
      cause,
    });
  };
  const response = await fetch(`${api}/repos/${repository}/git/ref/heads/${registryBranch}`, {
    headers: { accept: "application/vnd.github+json", ...authorization },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => refuse(`${api} does not answer`, cause));
  if (!response.ok) return refuse(`GitHub answered ${response.status}`);
  const { object } = (await response.json()) as { object?: { sha?: string } };
  if (!/^[0-9a-f]{40}$/u.test(object?.sha ?? "")) return refuse("GitHub named no commit");
  return createHttpTufTransport({
    fetch,
    addressOf: (path) => `${api}/repos/${repository}/contents/tuf/${path}?ref=${object?.sha}`,
    headers: { accept: "application/vnd.github.raw+json", ...authorization },
    timeoutMs,
  });
}

async function openTransport(source: SignedSource): Promise<TufTransport> {
  const { from } = source;
  if (await isThere(join(from, "tuf"))) return createFolderTransport(from);
  if (await isThere(from)) return createGitTufTransport({ folder: from, commit: await findCommit(from) });
  if (/^[\w.-]+\/[\w.-]+$/u.test(from)) return openGitHub(from, source);
  throw new ForgeError("input_invalid", {
    message: `${from} is neither a folder nor a repository.`,
    hint: "Name a clone of the forge repository, a copy of the branch's files, or owner/name.",
  });
}

/** An older state may be a copy that somebody uses knowingly; where the newer one is known from is in the hint. */
function explainRollback(error: unknown, memory: RegistryMemory | null): never {
  if (memory === null || !(error instanceof ForgeError) || error.code !== "registry_rollback") throw error;
  throw new ForgeError("registry_rollback", {
    message: error.message,
    hint: `This machine has seen a newer state. Ask who serves this one. To use an old copy knowingly, set PLUGSMITH_STATE=off, or remove ${memory.file}.`,
    cause: error,
  });
}

/**
 * The registry as somebody sees it who trusts nothing but its pinned root, and, with a memory, what he has seen before: without one an
 * old state that has not expired is believed.
 * @param repository owner/name that the registry must belong to; undefined: whichever it says.
 * @throws ForgeError as `refreshTuf` and `readTufRegistry`, `download_failed`, `input_invalid`.
 */
export async function openSignedView(source: SignedSource, repository?: string): Promise<SignedRegistry> {
  const { root, now } = source;
  const text = "text" in root ? root.text : (await readInputFile(root.file, "The root", 512 * 1024)).toString("utf8");
  const memory = source.openMemory?.(text) ?? null;
  const known = memory?.read();
  let state: TufState = known ?? { root: text };
  const keep = (next: TufState) => {
    state = next;
  };
  let kept = false;
  try {
    const view = await refreshTuf({ state, transport: await openTransport(source), now, keep });
    const { registry, reviewers } = await readTufRegistry(view, repository ?? (await readName(view)));
    const signedTrust = await readTufTrust(view);
    const { rootVersion, signedAt, expiresAt } = view;
    kept = memory?.write(state) ?? false;
    const standing = known ? "known" : kept ? "first" : "none";
    return {
      registry,
      reviewers,
      signedTrust,
      rootVersion,
      signedAt,
      expiresAt,
      knowledge: decideKnowledge(signedAt, now),
      memory: standing,
    };
  } catch (error) {
    // Also of a look that broke off: a root or a version that was seen is not forgotten.
    if (state !== known && state.timestamp !== undefined) memory?.write(state);
    return explainRollback(error, memory);
  }
}

/** owner/name that the signed registry.json gives itself. */
async function readName(view: Awaited<ReturnType<typeof refreshTuf>>): Promise<string> {
  const bytes = await view.readTarget("registry.json");
  const { repository } = JSON.parse(Buffer.from(bytes ?? "{}").toString("utf8")) as { repository?: unknown };
  return typeof repository === "string" ? repository : "";
}
