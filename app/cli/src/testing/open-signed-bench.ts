import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createGitRegistryStore, initRegistry, type RegistryStore } from "@plugsmith/registry";
import { makeRing } from "@plugsmith/registry/testing";
import { createTufRegistryStore, signStart, type TufSigner } from "@plugsmith/registry/tuf";
import { type FakeBench, openFakeBench } from "@plugsmith/runner-agent/testing";
import type { BenchConfig, Registry } from "@plugsmith/schemas";

/** A machine that is busy with other things keeps this. */
export const busyMs = 45_000;

type Ring = ReturnType<typeof makeRing>;

export interface SignedBench extends FakeBench {
  readonly ring: Ring;
  /** Whoever may push to the branch, with no key: writes whatever files there are. */
  readonly writer: RegistryStore;
  /** Hours that the bench's clock runs ahead. */
  ahead(hours: number): void;
  git(...args: string[]): string;
  /** The folder `tuf/` of the branch now, by path below it. */
  copyFiles(): Map<string, string>;
  /** Publishes the fake forge's registry as it is now, signed. */
  publish(signers?: readonly TufSigner[]): Promise<void>;
  /** Signs with these keys. */
  open(signers: readonly TufSigner[]): ReturnType<typeof createTufRegistryStore>;
  /** Puts other contents into `tuf/`, as somebody who may push can. */
  plant(files: ReadonlyMap<string, string>): Promise<void>;
  /** Has the agent look until the registry source says this code, or `watching`. */
  waitForRegistry(word: string): Promise<void>;
}

/**
 * A real agent that follows a signed registry in a git repository of this machine.
 * @param change of the registry's part of the bench configuration; `root` names the first root's file by default.
 */
export async function openSignedBench(change: Partial<BenchConfig["registry"]> = {}): Promise<SignedBench> {
  const base = mkdtempSync(join(tmpdir(), "plugsmith-signed-"));
  const folder = join(base, "forge.git");
  mkdirSync(folder);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
  git("init", "-q", "--bare");
  const ring = makeRing();
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const gitUrl = pathToFileURL(folder).href;
  const writer = createGitRegistryStore({ gitUrl, token: "", now });
  const reviewers = [{ id: 1, login: "ada" }];
  const files = initRegistry({ repository: "acme/forge", reviewers, at: now().toISOString() });
  const first = await signStart({ files, roles: ring.roles, bits: 1, at: now(), signers: ring.everybody });
  await writer.initialise(first);
  const root = join(base, "forge.root.json");
  writeFileSync(root, first["tuf/1.root.json"] ?? "");
  const registry = { repository: "acme/forge", root, via: "git", gitUrl, pollSeconds: 0.2, ...change } as const;
  const clock = {
    now: () => Date.now() + aheadMs,
    after(ms: number, run: () => void) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const bench = await openFakeBench({ registry }, { clock });
  const open = (signers: readonly TufSigner[]) => createTufRegistryStore({ store: writer, signers, now });
  const copyFiles = () => {
    const paths = git("ls-tree", "-r", "--name-only", "forge/registry", "tuf/").split("\n");
    const input = paths.map((path) => `forge/registry:${path}\n`).join("");
    let rest = execFileSync("git", ["cat-file", "--batch"], { cwd: folder, input });
    return new Map(
      paths.map((path) => {
        const start = rest.indexOf(10) + 1;
        const end = start + Number(rest.subarray(0, start).toString().split(" ")[2]);
        const text = rest.subarray(start, end).toString();
        rest = rest.subarray(end + 1);
        return [path.slice("tuf/".length), text];
      }),
    );
  };
  const wordOf = () => {
    const source = bench
      .agent()
      .status()
      .sources.find(({ source: name }) => name === "registry");
    return source?.code ?? source?.state;
  };
  return {
    ...bench,
    ring,
    writer,
    open,
    git,
    copyFiles,
    ahead(hours) {
      aheadMs = hours * 3_600_000;
    },
    async publish(signers = [ring.online]) {
      const write = (before: Registry) => ({ ...bench.forge.registry(), sequence: before.sequence + 1 });
      await open(signers).commit({
        message: "publish",
        decide: ({ registry: before }) => ({ registry: write(before) }),
      });
    },
    async plant(planted) {
      const named = Object.fromEntries([...planted].map(([path, text]) => [`tuf/${path}`, text]));
      const gone = [...copyFiles().keys()].filter((path) => !planted.has(path)).map((path) => [`tuf/${path}`, null]);
      const planting = { ...Object.fromEntries(gone), ...named };
      await writer.commit({ message: "plant", decide: ({ registry: same }) => ({ registry: same, files: planting }) });
    },
    async waitForRegistry(word) {
      const deadline = performance.now() + busyMs;
      while (wordOf() !== word) {
        if (performance.now() > deadline)
          throw new Error(
            `the registry source says ${wordOf()}, not ${word}: ${JSON.stringify(bench.agent().status().sources)}`,
          );
        await bench.agent().request("poll");
      }
    },
    async close() {
      await bench.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** The trust that the agent has written. */
export const readTrustFile = (
  bench: FakeBench,
): { readonly state: { readonly root: string }; readonly rootVersion?: number } =>
  JSON.parse(readFileSync(join(bench.config.stateDir, "registry-trust.json"), "utf8"));
