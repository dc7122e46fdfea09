import { createHash } from "node:crypto";
import {
  ForgeError,
  type Parsed,
  parseRegistry,
  parseReviewers,
  type Registry,
  type Reviewers,
  type Signers,
} from "@plugsmith/schemas";
import { readTufRegistry, readTufTrust, refreshTuf, type TufTransport } from "@plugsmith/trust/tuf";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";

export interface GatheredRegistry {
  readonly registry: Registry | null;
  readonly reviewers: Reviewers;
  /** Only as people have signed it; null: they have signed no list. */
  readonly signers: Signers | null;
}

export interface RegistryTrustAnchor {
  /** owner/name that the registry must belong to. */
  readonly repository: string;
  /** `registry.rootDigest` of forge.yml on the base branch; undefined: nobody has pinned it. */
  readonly rootDigest: string | undefined;
  readonly now: Date;
}

interface Look extends GatheredRegistry {
  readonly commit: string;
  readonly rootDigest: string | undefined;
  readonly until: Date;
}

const nobody: Reviewers = { schemaVersion: 1, reviewers: [] };
/** The registry changes far more rarely than it is asked for. */
const looks = new WeakMap<RepositoryMirror, Look>();

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

/** Unreadable is as good as empty: nobody counts, nothing is published. */
async function readPlain(mirror: RepositoryMirror, commit: string): Promise<GatheredRegistry> {
  const [registry, reviewers] = await Promise.all([
    readJson(mirror, commit, "registry.json", parseRegistry),
    readJson(mirror, commit, "reviewers.json", parseReviewers),
  ]);
  return { registry, reviewers: reviewers ?? nobody, signers: null };
}

const createMirrorTransport = (mirror: RepositoryMirror, commit: string): TufTransport => ({
  async read(path, maximumBytes) {
    const text = await readMirrorFile(mirror, commit, `tuf/${path}`, maximumBytes);
    return text === null ? null : Buffer.from(text);
  },
});

function demandRoot(root: string | null, rootDigest: string): string {
  const found = root === null ? "nothing" : `sha256:${createHash("sha256").update(root).digest("hex")}`;
  if (root !== null && found === rootDigest) return root;
  throw new ForgeError("registry_root_mismatch", {
    message: `The registry's first root is ${found}; forge.yml pins ${rootDigest}.`,
    hint: "The forge decides nothing while its registry cannot be trusted. Ask who writes the branch forge/registry: docs/registry.md.",
  });
}

/**
 * Registry and approver list of forge/registry: as its root's keys have signed them, where it is signed. The root is the one that
 * forge.yml pins on the base branch, which people review; where nothing is pinned, the branch's own first root, which shows a
 * registry that was edited by hand but not one that was replaced as a whole.
 * @throws ForgeError as `refreshTuf` and `readTufRegistry`, `registry_root_mismatch`; then nothing is decided until somebody looks.
 */
export async function gatherRegistry(mirror: RepositoryMirror, anchor: RegistryTrustAnchor): Promise<GatheredRegistry> {
  const { repository, rootDigest, now } = anchor;
  const branch = await mirror.readBranch("forge/registry");
  if (!branch) return { registry: null, reviewers: nobody, signers: null };
  const { commit } = branch;
  const known = looks.get(mirror);
  if (known?.commit === commit && known.rootDigest === rootDigest && now < known.until) return known;
  const first = await readMirrorFile(mirror, commit, "tuf/1.root.json");
  if (first === null && rootDigest === undefined) return readPlain(mirror, commit);
  const root = rootDigest === undefined ? (first ?? "") : demandRoot(first, rootDigest);
  try {
    const view = await refreshTuf({ state: { root }, transport: createMirrorTransport(mirror, commit), now });
    const found = { ...(await readTufRegistry(view, repository)), signers: (await readTufTrust(view)).signers };
    looks.set(mirror, { ...found, commit, rootDigest, until: view.expiresAt });
    return found;
  } catch (error) {
    // Fetched from GitHub a moment ago, an old word is no attack; but only who pins a root loses nothing by waiting.
    if (rootDigest === undefined && error instanceof ForgeError && error.code === "registry_frozen")
      return readPlain(mirror, commit);
    throw error;
  }
}
