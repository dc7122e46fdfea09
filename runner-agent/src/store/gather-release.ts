import { type ErrorCode, ForgeError, type Revocation } from "@plugsmith/schemas";
import { listPermissionGrowth } from "../bench/permission-growth.ts";
import type { Release } from "../bench/release.ts";
import type { AgentMemory } from "./agent-memory.ts";
import { gatherFolderPackage } from "./gather-package.ts";
import type { PackageStore } from "./package-store.ts";
import { readAsset } from "./read-asset.ts";
import type { CheckedPackage } from "./stored-package.ts";
import type { VerifyRelease } from "./verify-release.ts";

export interface ReleasePorts {
  readonly store: PackageStore;
  readonly fetch: typeof fetch;
  readonly verify: VerifyRelease;
  memory(): AgentMemory;
}

const maxBundleBytes = 8 * 2 ** 20;
const downloadMs = 120_000;
/** What a damaged copy on disk would be refused for; then the network gets a chance. */
const damaged = new Set<ErrorCode>(["digest_mismatch", "bundle_invalid", "archive_invalid"]);

/** Everything revoked that this bench ever saw, and what the present registry suspends. */
export function listRevocations(memory: AgentMemory): readonly Revocation[] {
  const remembered = Object.entries(memory.revoked).map(
    ([digest, { name, version, reason }]): Revocation => ({ name, version, digest, state: "revoked", reason, by: [] }),
  );
  return [...remembered, ...(memory.registry?.revocations ?? [])];
}

async function download(release: Release, fetcher: typeof fetch): Promise<{ zip: Uint8Array; bundles: string }> {
  const { assets } = release;
  if (!assets) throw new ForgeError("download_failed", { message: `${release.name} has no release files.` });
  const [zip, bundles] = await Promise.all([
    readAsset(fetcher, assets.zip, { maxBytes: release.size, timeoutMs: downloadMs }),
    readAsset(fetcher, assets.bundle, { maxBytes: maxBundleBytes, timeoutMs: downloadMs }),
  ]);
  return { zip, bundles: bundles.toString("utf8") };
}

/** The registry is a hint; the signed manifest decides. It must not ask for more than the entry that people saw. */
function checkManifest(checked: CheckedPackage): CheckedPackage {
  const { release, manifest } = checked;
  const growth = listPermissionGrowth(release.permissions, manifest.permissions);
  if (growth.length > 0)
    throw new ForgeError("permission_denied", {
      message: `The signed manifest asks for more than the registry entry shows: ${growth.join(", ")}.`,
      hint: "The registry entry is wrong; publish the version again.",
    });
  return checked;
}

/**
 * Binds the ways to checked bytes: the watched folder; the store, verified again from the kept zip and bundles, so that
 * a restart needs no network; else the release files. @throws ForgeError with the refusal's code.
 */
export function createReleaseGatherer(ports: ReleasePorts): (release: Release) => Promise<CheckedPackage> {
  const verify = async (release: Release, source: { zip: Uint8Array; bundles: string }) => {
    const memory = ports.memory();
    const { reviewers } = memory;
    return checkManifest(await ports.verify({ release, ...source, reviewers, revocations: listRevocations(memory) }));
  };
  return async (release) => {
    if (release.origin === "folder") {
      const checked = await gatherFolderPackage(release.path ?? "");
      if (checked.release.digest === release.digest) return checked;
      throw new ForgeError("download_failed", { message: "The folder changed while it was read." });
    }
    const stored = ports.store.readSource(release.digest);
    if (stored)
      try {
        return await verify(release, stored);
      } catch (error) {
        if (!(error instanceof ForgeError) || !damaged.has(error.code)) throw error;
      }
    return verify(release, await download(release, ports.fetch));
  };
}
