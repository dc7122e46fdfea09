import { join } from "node:path";
import { readTree, type StepToolkit } from "@plugsmith/action-kit";
import { type DependencyLock, ForgeError, type IncludedPackage, type PluginManifest } from "@plugsmith/schemas";
import { applyComposerInstall } from "./apply-composer-install.ts";
import { applyNpmInstall } from "./apply-npm-install.ts";
import { applyPipInstall } from "./apply-pip-install.ts";
import { makeIncluded } from "./locked-package.ts";
import { type FetchContext, readArtifacts, readWheels } from "./read-artifacts.ts";
import type { ReadLock } from "./read-locks.ts";
import type { Registries } from "./read-registries.ts";

export interface InstallPlaces {
  /** A copy of the plugin, in which packages appear where its code looks for them. */
  readonly work: string;
  /** A folder for what is needed meanwhile, on the same file system. */
  readonly scratch: string;
}

/** What installing one lockfile needs, for whoever asks whether there is anything to do. */
export function countInstalls({ content, use }: ReadLock): number {
  if (use === "tools" || content.kind === "unknown") return 0;
  if (content.kind === "npm") return content.artifacts.length;
  return content.kind === "composer" ? content.archives.length : content.requirements.length;
}

type Counts = Pick<DependencyLock, "fetched" | "cached">;
const count = (files: readonly { readonly cached: boolean }[]): Counts => {
  const cached = files.filter((file) => file.cached).length;
  return { cached, fetched: files.length - cached };
};
type Installed = Counts & { readonly included: readonly IncludedPackage[] };

async function install(
  toolkit: StepToolkit,
  context: FetchContext,
  registries: Registries,
  { content, folder }: ReadLock,
  { work, scratch }: InstallPlaces,
  manifest: PluginManifest,
): Promise<Installed> {
  switch (content.kind) {
    case "npm": {
      const files = await readArtifacts(context, content.artifacts);
      await applyNpmInstall(toolkit, content, files, join(work, folder), scratch);
      return { ...count(files), included: content.included };
    }
    case "composer": {
      const files = await readArtifacts(context, content.archives);
      await applyComposerInstall(toolkit, content, files, work, manifest);
      return { ...count(files), included: content.included };
    }
    case "pypi": {
      const wheels = await readWheels(context, registries.pypi, content.requirements);
      const files = await readArtifacts(context, wheels);
      await applyPipInstall(toolkit, files, work, scratch);
      // A requirement names the hashes of all its files; which of them was installed is known only now.
      const included = content.requirements.map(({ name, version }, at) =>
        makeIncluded(name, version, wheels[at]?.checksum ?? null),
      );
      return { ...count(files), included };
    }
    case "unknown":
      return { fetched: 0, cached: 0, included: [] };
  }
}

/**
 * Installs the packages of one lockfile into the copy of the plugin. Fetching is our own code on checked addresses; the package
 * managers run behind the boundary, without network, and run nothing of the packages.
 * @throws ForgeError `dependencies_unavailable` unless somebody else installs them later, `dependencies_invalid`, `tool_missing`
 */
export async function applyInstall(
  toolkit: StepToolkit,
  context: FetchContext,
  registries: Registries,
  lock: ReadLock,
  places: InstallPlaces,
  manifest: PluginManifest,
): Promise<DependencyLock> {
  const { path, ecosystem, use, packages } = lock;
  const row = { path, ecosystem, use, packages: packages.length };
  if (countInstalls(lock) === 0) {
    return {
      ...row,
      installed: false,
      fetched: 0,
      cached: 0,
      ...(lock.fault ? { note: `cannot be read: ${lock.fault}`.slice(0, 400) } : {}),
    };
  }
  toolkit.info(`${countInstalls(lock)} packages of ${path}`);
  try {
    const { included, ...counts } = await install(toolkit, context, registries, lock, places, manifest);
    const content = lock.content;
    const scripts = content.kind === "npm" ? content.installScripts : 0;
    const note = scripts > 0 ? `${scripts} with install scripts, which never run` : undefined;
    const ships = use === "bundled" || use === "shipped";
    return {
      ...row,
      installed: true,
      ...counts,
      ...(ships ? { included: [...included] } : {}),
      ...(note === undefined ? {} : { note }),
    };
  } catch (thrown) {
    if (!(thrown instanceof ForgeError)) throw thrown;
    // What an operator installs is no part of the package, so it cannot be wrong because of a network or a missing program.
    if (use === "operator" && (thrown.code === "dependencies_unavailable" || thrown.code === "tool_missing")) {
      return {
        ...row,
        installed: false,
        fetched: 0,
        cached: 0,
        note: `not tried here: ${thrown.message}`.slice(0, 400),
      };
    }
    if (thrown.code !== "dependencies_unavailable") throw thrown;
    throw new ForgeError("dependencies_unavailable", {
      message: `The packages of ${path} cannot be fetched: ${thrown.message}`,
      ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
      cause: thrown,
    });
  }
}

/** What packages brought that ships, below the copy of the plugin. */
export function readVendored(work: string): {
  readonly path: string;
  readonly executable: boolean;
  readonly size: number;
  readonly kind: "file" | "link" | "other";
}[] {
  return readTree(join(work, "vendor")).map((entry) => ({ ...entry, path: `vendor/${entry.path}` }));
}
