import { generateKeyPairSync } from "node:crypto";
import { addVersion, initRegistry } from "@plugsmith/registry";
import { createMemoryRegistryStore, type MemoryRegistryStore } from "@plugsmith/registry/testing";
import {
  createTufRegistryStore,
  makeKeySigner,
  type RoleKeys,
  type RoleName,
  roleNames,
} from "@plugsmith/registry/tuf";
import type { Registry } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import { makeManifest } from "@plugsmith/trust/testing";

const repository = "acme/forge";
const at = "2026-06-01T12:00:00.000Z";

export interface TufRepository {
  readonly repository: string;
  readonly now: Date;
  /** The folder `tuf/`. */
  readonly files: ReadonlyMap<string, string>;
  readonly store: MemoryRegistryStore;
  /** Publishes a version of one plugin; returns how many files of the branch changed or came. */
  publish(name: string, version: string): Promise<number>;
}

/** A registry with that many plugins of one version each. */
function makeRegistry(start: string, count: number): Registry {
  const empty = JSON.parse(start) as Registry;
  const entry = {
    digest: `sha256:${"ab".repeat(32)}`,
    size: 10_000,
    publishedAt: at,
    request: 1,
    pullRequest: 2,
    headSha: "a".repeat(40),
    mergeSha: "b".repeat(40),
    tree: "c".repeat(40),
    runId: "7",
    assets: { zip: "https://x.example/zip", bundle: "https://x.example/bundle", sbom: "https://x.example/sbom" },
  };
  const model = addVersion(empty, { manifest: makeManifest(), entry }, at);
  const plugin = model.plugins[0] as Registry["plugins"][number];
  const plugins = Array.from({ length: count }, (_, index) => ({
    ...plugin,
    name: `plugin-n${String(index).padStart(6, "0")}`,
  }));
  return { ...model, plugins };
}

/** A signed registry in memory, made by the real publisher; every role signed by one Ed25519 key. */
export async function makeTufRepository(count: number, bits: number): Promise<TufRepository> {
  const files = initRegistry({ repository, reviewers: [{ id: 1, login: "ada" }], at });
  const registry = makeRegistry(files["registry.json"] ?? "", count);
  const store = createMemoryRegistryStore({ ...files, "registry.json": `${JSON.stringify(registry, null, 2)}\n` });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signer = makeKeySigner(privateKey, publicKey);
  const now = new Date(at);
  const tuf = createTufRegistryStore({ store, signers: [signer], now: () => now });
  const keys: RoleKeys = { keys: [signer.key], threshold: 1 };
  const roles = Object.fromEntries(roleNames.map((name) => [name, keys])) as Record<RoleName, RoleKeys>;
  await tuf.start({ roles, bits });
  const copy = () =>
    new Map(
      [...store.files].flatMap(([path, text]) =>
        path.startsWith(`${tufFolder}/`) ? [[path.slice(tufFolder.length + 1), text]] : [],
      ),
    );
  return {
    repository,
    now,
    get files() {
      return copy();
    },
    store,
    async publish(name, version) {
      const before = new Map(store.files);
      await tuf.commit({
        message: `Publish ${name}`,
        decide: ({ registry: current }) => {
          const known = current.plugins.find((plugin) => plugin.name === name)?.versions[0];
          if (!known) return null;
          const { version: _old, permissions: _same, status: _too, ...entry } = known;
          const digest = `sha256:${version.replace(/\D/g, "").padStart(64, "0")}`;
          return {
            registry: addVersion(
              current,
              { manifest: makeManifest({ name, version }), entry: { ...entry, digest } },
              at,
            ),
          };
        },
      });
      return [...store.files].filter(([path, text]) => before.get(path) !== text).length;
    },
  };
}
