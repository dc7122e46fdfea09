import type { Device, Permissions, Registry, RegistryPlugin, RegistryVersion } from "@plugsmith/schemas";
import type { Release } from "../bench/release.ts";

export const noPermissions: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};

const sha = "a".repeat(40);

export const makeDigest = (letter: string): string => `sha256:${letter.repeat(64)}`;

export function makeVersion(version: string, change: Partial<RegistryVersion> = {}): RegistryVersion {
  return {
    version,
    digest: `sha256:${Buffer.from(version).toString("hex").padEnd(64, "0")}`,
    size: 10,
    publishedAt: "2026-01-01T00:00:00.000Z",
    request: 1,
    pullRequest: 2,
    headSha: sha,
    mergeSha: sha,
    tree: sha,
    runId: "1",
    assets: { zip: "https://x.test/z", bundle: "https://x.test/b", sbom: "https://x.test/s" },
    permissions: noPermissions,
    status: "active",
    ...change,
  };
}

export function makePlugin(
  name: string,
  versions: RegistryVersion[],
  change: Partial<RegistryPlugin> = {},
): RegistryPlugin {
  return { name, description: "d", type: "bench", cms: "bench", runtime: "node", usb: [], versions, ...change };
}

export function makeRegistry(plugins: RegistryPlugin[], change: Partial<Registry> = {}): Registry {
  return {
    schemaVersion: 1,
    repository: "acme/forge",
    sequence: 5,
    updatedAt: "2026-01-01T00:00:00.000Z",
    plugins,
    revocations: [],
    ...change,
  };
}

export function makeDevice(change: Partial<Device> = {}): Device {
  return {
    key: "A1",
    bus: 1,
    address: 4,
    port: "1-2",
    vendorId: "0403",
    productId: "6001",
    serial: "A1",
    manufacturer: null,
    product: null,
    ...change,
  };
}

export function makeRelease(change: Partial<Release> = {}): Release {
  return {
    name: "acme-meter",
    version: "1.0.0",
    digest: makeDigest("1"),
    origin: "registry",
    permissions: noPermissions,
    usb: [],
    size: 10,
    ...change,
  };
}
