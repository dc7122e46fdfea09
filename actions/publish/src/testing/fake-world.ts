import { initRegistry, type RegistryStore } from "@plugsmith/registry";
import { createMemoryRegistryStore, type MemoryRegistryStore } from "@plugsmith/registry/testing";
import { type ChannelConfig, type ChannelLedger, computeDigest } from "@plugsmith/schemas";
import { ledgerPath } from "@plugsmith/trust";
import {
  type FakeGitHub,
  fakeGitHubApi,
  makeForge,
  makeManifest,
  makePackage,
  testCommits,
  testHead,
  testTimes,
} from "@plugsmith/trust/testing";
import type { Publication } from "../channels/channel.ts";
import { makeChannels, makeTools } from "../channels/make-channels.ts";
import { applyPublication, type ChannelOutcome, gatherPlan } from "../publication/apply-publication.ts";
import { openLedgerBook, readLedger } from "../publication/ledger-book.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { type FakeNpmRegistry, fakeNpmRegistry } from "./fake-npm-registry.ts";
import { closedOutside } from "./fake-outside.ts";
import { type FakeSubversion, fakeSubversion } from "./fake-subversion.ts";

const npmUrl = "https://npm.test";
const subversionUrl = "https://svn.test";
export const pluginName = "bench-hello";

/** One channel of every kind. */
export const everyChannel: readonly ChannelConfig[] = [
  { name: "release", kind: "github-release" },
  { name: "registry", kind: "registry" },
  { name: "npm", kind: "npm", url: npmUrl, scope: "@acme" },
  { name: "wordpress", kind: "wordpress-org", url: subversionUrl, username: "acme" },
  { name: "shopify", kind: "kit", store: "shopify" },
];

/** A verified version with these further words in its files. */
export function makePublication(version = "1.0.0", words = ""): Publication {
  const readme = "=== Hello ===\nStable tag: 0.0.0\n\nGreets.\n";
  const files = { "readme.txt": readme, "lib/words.txt": words, "wordpress-org/icon-128x128.png": "png" };
  const manifest = makeManifest({ name: pluginName, version });
  const zip = makePackage({ manifest: { version }, files });
  const digest = computeDigest(zip);
  const zipName = `${pluginName}-${version}.zip`;
  return {
    manifest,
    digest,
    zip,
    files: {
      [zipName]: zip,
      [`${zipName}.cdx.json`]: Buffer.from("{}"),
      [`${zipName}.sigstore.jsonl`]: Buffer.from("x\n"),
    },
    tag: `${pluginName}@${version}`,
    mergeSha: testCommits.merge,
    pullRequest: 2,
    request: 1,
    approvals: 2,
    entry: { digest, size: zip.byteLength, headSha: testHead, tree: testCommits.tree, runId: "77" },
  };
}

export interface PublicationWorld {
  readonly api: FakeGitHub;
  readonly npm: FakeNpmRegistry;
  readonly subversion: FakeSubversion;
  readonly store: MemoryRegistryStore;
  readonly ports: PublishPorts;
  /** Called before and after every write anywhere; what it throws is a kill. */
  onWrite: (moment: "before" | "after", what: string) => void;
  /** One run of the publisher. */
  publish(publication: Publication, channels?: readonly ChannelConfig[], own?: PublishPorts): Promise<ChannelOutcome[]>;
  readLedger(version: string): ChannelLedger | null;
}

/** Every channel, in memory, behind the real connectors. */
export function makePublicationWorld(): PublicationWorld {
  const api = fakeGitHubApi(makeForge());
  const file = "main:.github/forge.yml";
  const config = JSON.parse(api.state.files[file] ?? "{}") as object;
  api.state.files[file] = JSON.stringify({ ...config, channels: everyChannel });
  const npm = fakeNpmRegistry(npmUrl, "token");
  const subversion = fakeSubversion(`${subversionUrl}/${pluginName}`, "password");
  const store = createMemoryRegistryStore(
    initRegistry({ repository: "acme/forge", reviewers: [{ id: 1, login: "user-1" }], at: testTimes.roleFrom }),
  );
  const registry: RegistryStore = {
    read: () => store.read(),
    async commit(change) {
      let writes = false;
      const after = await store.commit({
        message: change.message,
        async decide(snapshot, branch) {
          const write = await change.decide(snapshot, branch);
          writes = write !== null;
          if (writes) world.onWrite("before", `registry ${change.message}`);
          return write;
        },
      });
      if (writes) world.onWrite("after", `registry ${change.message}`);
      return after;
    },
  };
  const secrets = { PLUGSMITH_NPM_TOKEN: "token", PLUGSMITH_WORDPRESS_PASSWORD: "password" };
  const now = () => new Date(testTimes.now);
  const ports: PublishPorts = {
    ...closedOutside,
    fetch: npm.fetch,
    subversion,
    secretOrNull: (name) => secrets[name],
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/run",
    api,
    registry,
    loadYaml: JSON.parse,
    now,
  };
  const world: PublicationWorld = {
    api,
    npm,
    subversion,
    store,
    ports,
    onWrite: () => undefined,
    async publish(publication, configs = everyChannel, own = ports) {
      const { manifest, digest, request } = publication;
      const { name, version } = manifest;
      const read = await readLedger(own.registry, name, version);
      const subject = { name, version, digest, request };
      const book = openLedgerBook({ registry: own.registry, subject, read, runId: "77", now });
      const channels = makeChannels(configs, makeTools(own, book));
      return applyPublication(await gatherPlan(channels, publication, book), channels, publication, book);
    },
    readLedger: (version) => JSON.parse(store.files.get(ledgerPath(pluginName, version)) ?? "null"),
  };
  for (const outside of [api, npm, subversion]) outside.onWrite = (moment, what) => world.onWrite(moment, what);
  return world;
}
