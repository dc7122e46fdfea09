import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  computeDigest,
  ForgeError,
  type PackageIndex,
  type Permissions,
  type PluginManifest,
  type Registry,
  type RegistryVersion,
  type Reviewers,
  type UsbId,
} from "@plugsmith/schemas";
import type { VerifyRelease } from "../store/verify-release.ts";

const noPermissions: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 128,
  queue: [],
};

export interface FakePackage {
  readonly name: string;
  readonly version: string;
  /** ES module text of the entry. */
  readonly code: string;
  readonly usb?: readonly UsbId[];
  readonly permissions?: Partial<Permissions>;
  readonly methods?: readonly string[];
  readonly events?: PluginManifest["events"];
  readonly dependencies?: PluginManifest["dependencies"];
  readonly hooks?: PluginManifest["hooks"];
  /** With its entry; Node and `index.mjs` when absent. */
  readonly runtime?: PluginManifest["runtime"];
  readonly entry?: string;
}

const hooks = ["onLoad", "onUnload", "onUSBAttach", "onUSBDetach"] as const;

function makePackage(plugin: FakePackage) {
  const { name, version, code, runtime = "node", entry = "index.mjs" } = plugin;
  const manifest: PluginManifest = {
    schemaVersion: 1,
    name,
    version,
    description: "A plugin of a test",
    type: "bench",
    runtime,
    entry,
    engine: ">=0.1.0",
    cms: "bench",
    methods: [...(plugin.methods ?? ["identify"])],
    events: plugin.events ?? { publishes: [], subscribes: [] },
    permissions: { ...noPermissions, usb: [...(plugin.usb ?? [])], ...plugin.permissions },
    hooks: plugin.hooks ?? hooks.filter((hook) => code.includes(hook)),
    isolation: "process",
    dependencies: plugin.dependencies ?? [],
    author: "test",
    licence: "MIT",
  };
  const contents: Record<string, string> = { [entry]: code, "plugin.json": JSON.stringify(manifest) };
  const index: PackageIndex = {
    schemaVersion: 1,
    name,
    version,
    runtime,
    entry,
    files: Object.entries(contents).map(([path, text]) => ({
      path,
      size: Buffer.byteLength(text),
      digest: computeDigest(Buffer.from(text)),
      executable: false,
    })),
  };
  const zip = Buffer.from(JSON.stringify({ manifest, index, contents }));
  return { manifest, zip };
}

/** Judges the fake's packages: the digest must be the promised one and the bundle must say "signed". */
export const verifyFakeRelease: VerifyRelease = async ({ release, zip, bundles, revocations }) => {
  if (computeDigest(zip) !== release.digest) throw new ForgeError("digest_mismatch");
  if (bundles !== "signed") throw new ForgeError("signature_invalid");
  if (revocations.some(({ digest }) => digest === release.digest)) throw new ForgeError("version_revoked");
  const { manifest, index, contents } = JSON.parse(Buffer.from(zip).toString("utf8")) as {
    manifest: PluginManifest;
    index: PackageIndex;
    contents: Record<string, string>;
  };
  const files = Object.entries(contents).map(([path, text]) => ({ path, data: Buffer.from(text), executable: false }));
  return { release, manifest, index, files, proved: ["the test says so"], source: { zip, bundles } };
};

export interface FakeForge {
  readonly apiUrl: string;
  readonly botUrl: string;
  /** Envelopes that the bot took. */
  readonly received: { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] }[];
  /** Requests by path and status, for example "registry.json 304". */
  readonly log: string[];
  publish(plugin: FakePackage, options?: { bundle?: string }): RegistryVersion;
  /** Publishes bytes that were made and signed elsewhere. */
  publishBytes(release: {
    readonly manifest: PluginManifest;
    readonly zip: Buffer;
    readonly bundles: string;
  }): RegistryVersion;
  setReviewers(reviewers: Reviewers): void;
  setStatus(name: string, version: string, status: RegistryVersion["status"], reason?: string): void;
  registry(): Registry;
  /** Answers the registry with this instead (a rollback attack, garbage). */
  replaceRegistry(text: string | undefined): void;
  /** While true every request is answered with 503. */
  setDown(down: boolean): void;
  close(): Promise<void>;
}

const sha = "a".repeat(40);

/** GitHub's contents API, release files and the bot's door, as much as a bench sees, on loopback. */
export async function openFakeForge(repository = "acme/forge"): Promise<FakeForge> {
  let registry: Registry = {
    schemaVersion: 1,
    repository,
    sequence: 1,
    updatedAt: "2026-01-01T00:00:00.000Z",
    plugins: [],
    revocations: [],
  };
  let replaced: string | undefined;
  let reviewers: Reviewers = { schemaVersion: 1, reviewers: [] };
  let down = false;
  const assets = new Map<string, Buffer>();
  const received: FakeForge["received"] = [];
  const log: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path.split("/").at(-1) ?? "";
    const send = (status: number, body: string | Buffer = "", headers: Record<string, string> = {}) => {
      log.push(`${name} ${status}`);
      response.writeHead(status, headers);
      response.end(body);
    };
    if (down) return send(503);
    if (request.method === "POST" && path === "/api/v1/bench/events") {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        received.push(JSON.parse(text));
        send(202);
      });
      return;
    }
    const file = path === `/repos/${repository}/contents/${name}` ? name : "";
    if (file === "registry.json" || file === "reviewers.json") {
      const body = file === "registry.json" ? (replaced ?? JSON.stringify(registry)) : JSON.stringify(reviewers);
      const etag = `"${computeDigest(Buffer.from(body)).slice(7, 27)}"`;
      if (request.headers["if-none-match"] === etag) return send(304);
      return send(200, body, { etag });
    }
    const asset = assets.get(path);
    return asset ? send(200, asset) : send(404, `nothing at ${path}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const write = (change: Partial<Registry>) => {
    registry = { ...registry, ...change, sequence: registry.sequence + 1 };
  };
  function enter(manifest: PluginManifest, zip: Buffer, bundles: string): RegistryVersion {
    const { name, version } = manifest;
    const digest = computeDigest(zip);
    const path = `/files/${name}-${version}-${digest.slice(7, 15)}.zip`;
    assets.set(path, zip);
    assets.set(`${path}.sigstore.jsonl`, Buffer.from(bundles));
    const entry: RegistryVersion = {
      version,
      digest,
      size: zip.length,
      publishedAt: registry.updatedAt,
      request: 1,
      pullRequest: 2,
      headSha: sha,
      mergeSha: sha,
      tree: sha,
      runId: "1",
      assets: { zip: base + path, bundle: `${base}${path}.sigstore.jsonl`, sbom: `${base}${path}.cdx.json` },
      permissions: manifest.permissions,
      status: "active",
    };
    const own = registry.plugins.find((known) => known.name === name);
    const next = {
      name,
      description: manifest.description,
      type: manifest.type,
      cms: manifest.cms,
      runtime: manifest.runtime,
      usb: manifest.permissions.usb,
      versions: [...(own?.versions ?? []), entry],
    };
    write({ plugins: [...registry.plugins.filter((known) => known.name !== name), next] });
    return entry;
  }
  return {
    apiUrl: base,
    botUrl: base,
    received,
    log,
    publish(plugin, { bundle = "signed" } = {}) {
      const { manifest, zip } = makePackage(plugin);
      return enter(manifest, zip, bundle);
    },
    publishBytes: ({ manifest, zip, bundles }) => enter(manifest, zip, bundles),
    setReviewers(next) {
      reviewers = next;
    },
    setStatus(name, version, status, reason = "a test") {
      const plugins = registry.plugins.map((plugin) =>
        plugin.name === name
          ? { ...plugin, versions: plugin.versions.map((own) => (own.version === version ? { ...own, status } : own)) }
          : plugin,
      );
      const digest = plugins
        .find((plugin) => plugin.name === name)
        ?.versions.find((own) => own.version === version)?.digest;
      const rest = registry.revocations.filter((entry) => entry.digest !== digest);
      const added =
        status === "active" || status === "disabled" || digest === undefined
          ? []
          : [{ name, version, digest, state: status, reason, by: [] }];
      write({ plugins, revocations: [...rest, ...added] });
    },
    registry: () => registry,
    replaceRegistry(text) {
      replaced = text;
    },
    setDown(next) {
      down = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
