import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { type GitResult, runGit } from "./git-transport.ts";
import { renderFile } from "./init-registry.ts";
import { parseSnapshot } from "./parse-snapshot.ts";
import { type Git, readBranch } from "./read-branch.ts";
import {
  type RegistrySnapshot,
  type RegistryStore,
  registryBranch,
  registryFile,
  reviewersFile,
  signersFile,
  trustedRootFile,
} from "./registry-store.ts";
import { renderImport } from "./render-import.ts";

export interface GitRegistryOptions {
  /** Address of the repository, without credentials. */
  readonly gitUrl: string;
  /** Token with `contents: write` for writers, `contents: read` for readers. */
  readonly token: string;
  readonly now?: () => Date;
}

export interface GitRegistryStore extends RegistryStore {
  /** Makes the branch with these files (`initRegistry`). Refuses where the branch exists. */
  initialise(files: Readonly<Record<string, string>>): Promise<void>;
}

const attempts = 5;
const remoteRef = `refs/heads/${registryBranch}`;
const nextRef = "refs/plugsmith/next";

function fail(what: string, result: GitResult): never {
  throw new ForgeError("publish_failed", {
    message: `git ${what} ended with ${result.code ?? "a signal"}: ${result.stderr.trim().slice(0, 400)}`,
    hint: "Check that the token may read and write contents, and run the job again; nothing is lost.",
  });
}

/** The registry as commits on the branch `forge/registry`, read and pushed with git. Each call works in a folder of its own. */
export function createGitRegistryStore({
  gitUrl,
  token,
  now = () => new Date(),
}: GitRegistryOptions): GitRegistryStore {
  const auth = { url: gitUrl, token };

  async function inClone<T>(work: (git: Git) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "plugsmith-registry-"));
    try {
      const git: Git = (args, input) => runGit(args, { folder, auth, ...(input === undefined ? {} : { input }) });
      const made = await git(["init", "--quiet", "--bare", "--initial-branch=none", "."]);
      if (made.code !== 0) fail("init", made);
      return await work(git);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async function readTip(git: Git): Promise<string | null> {
    const listed = await git(["ls-remote", "--", gitUrl, remoteRef]);
    if (listed.code !== 0) fail("ls-remote", listed);
    return /^([0-9a-f]{40})\t/u.exec(listed.stdout)?.[1] ?? null;
  }

  async function readSnapshot(git: Git): Promise<RegistrySnapshot> {
    const fetched = await git([
      "fetch",
      "--quiet",
      "--no-auto-maintenance",
      "--depth=1",
      "--no-tags",
      "--",
      gitUrl,
      `+${remoteRef}:refs/plugsmith/seen`,
    ]);
    if (fetched.code !== 0) {
      if ((await readTip(git)) !== null) fail("fetch", fetched);
      throw new ForgeError("registry_invalid", {
        message: "This repository has no branch forge/registry.",
        hint: "Run `plugsmith init` to make it.",
      });
    }
    const parent = (await git(["rev-parse", "refs/plugsmith/seen"])).stdout.trim();
    const texts = new Map<string, string | null>();
    for (const path of [registryFile, reviewersFile, trustedRootFile, signersFile]) {
      const shown = await git(["cat-file", "blob", `${parent}:${path}`]);
      texts.set(path, shown.code === 0 ? shown.stdout : null);
    }
    return parseSnapshot(parent, (path) => texts.get(path) ?? null);
  }

  /** True when the push went through, false when somebody else was faster. */
  async function push(git: Git, parent: string | null, message: string, files: RegistryFiles) {
    const stream = renderImport({ ref: nextRef, parent, message, at: now().toISOString(), files });
    const imported = await git(["fast-import", "--quiet", "--done"], stream);
    if (imported.code !== 0) fail("fast-import", imported);
    const pushed = await git(["push", "--quiet", "--", gitUrl, `${nextRef}:${remoteRef}`]);
    if (pushed.code === 0) return true;
    // Whether it was a race is asked from the remote, not guessed from git's words.
    if ((await readTip(git)) === parent) fail("push", pushed);
    return false;
  }

  return {
    read: () => inClone(readSnapshot),
    async commit(change) {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const written = await inClone(async (git) => {
          const snapshot = await readSnapshot(git);
          const write = await change.decide(snapshot, readBranch(git, snapshot.parent));
          if (write === null) return snapshot;
          const files = { ...write.files, [registryFile]: renderFile(write.registry) };
          const done = await push(git, snapshot.parent, change.message, files);
          const parent = done ? (await git(["rev-parse", nextRef])).stdout.trim() : "";
          return done ? { ...snapshot, registry: write.registry, parent } : null;
        });
        if (written) return written;
      }
      throw new ForgeError("registry_conflict", {
        message: `The registry changed ${attempts} times while it was written.`,
        hint: "Run the job again.",
      });
    },
    initialise: (files) =>
      inClone(async (git) => {
        const exists = (await readTip(git)) !== null;
        if (exists || !(await push(git, null, "Start the registry", files)))
          throw new ForgeError("registry_conflict", {
            message: "This repository already has a branch forge/registry.",
            hint: "Nothing was changed; the forge can be used as it is.",
          });
      }),
  };
}

/** Contents by path; null: the file goes. */
type RegistryFiles = Readonly<Record<string, string | null>>;
