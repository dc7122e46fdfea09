import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError, type Parsed, type ParseIssue, type PluginManifest } from "@plugsmith/schemas";
import { listRequired, listWanted } from "./find-unlocked.ts";
import type { LockedPackage } from "./locked-package.ts";
import { type ComposerLock, parseComposerLock } from "./parse-composer-lock.ts";
import { type NpmLock, parseNpmLock } from "./parse-npm-lock.ts";
import { parseRequirements, type Requirement } from "./parse-requirements.ts";
import { type Lock, planLocks } from "./plan-locks.ts";
import type { Registries } from "./read-registries.ts";

/** A lockfile with what its parser found. */
export type ReadLock = Lock & {
  readonly packages: readonly LockedPackage[];
  /** Why its packages are not known; only of lockfiles that are no part of the package. */
  readonly fault?: string;
  readonly content:
    | ({ readonly kind: "npm" } & NpmLock)
    | ({ readonly kind: "composer" } & ComposerLock)
    | { readonly kind: "pypi"; readonly requirements: readonly Requirement[] }
    | { readonly kind: "unknown" };
};

const show = (issues: readonly ParseIssue[]) =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path} ${message}`)
    .join("; ");

function parseLock(folder: string, { path, ecosystem }: Lock, registries: Registries): Parsed<ReadLock["content"]> {
  const text = readFileSync(join(folder, path), "utf8");
  switch (ecosystem) {
    case "npm": {
      const manifest = path.replace(/package-lock\.json$/, "package.json");
      const parsed = parseNpmLock(text, readText(join(folder, manifest)) ?? "", path, registries.npm);
      return parsed.ok ? { ok: true, value: { kind: "npm", ...parsed.value } } : parsed;
    }
    case "composer": {
      const parsed = parseComposerLock(text, path, registries.composer);
      return parsed.ok ? { ok: true, value: { kind: "composer", ...parsed.value } } : parsed;
    }
    case "pypi": {
      const parsed = parseRequirements(text, path);
      return parsed.ok ? { ok: true, value: { kind: "pypi", requirements: parsed.value } } : parsed;
    }
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function listPackages(content: ReadLock["content"]): readonly LockedPackage[] {
  if (content.kind === "unknown") return [];
  return content.kind === "pypi" ? content.requirements : content.packages;
}

/**
 * The lockfiles of a plugin's folder, parsed.
 * @param paths the folder's regular files
 * @throws ForgeError `dependencies_invalid` for one that a package is built from and that cannot be used
 */
export function readLocks(
  folder: string,
  paths: readonly string[],
  runtime: PluginManifest["runtime"],
  registries: Registries,
): ReadLock[] {
  return planLocks(paths, runtime).map((lock): ReadLock => {
    const parsed = parseLock(folder, lock, registries);
    if (parsed.ok) {
      const all = listPackages(parsed.value);
      // Nothing of these is installed by anybody who runs the plugin.
      const packages = lock.use === "tools" ? all.map((each) => ({ ...each, scope: "dev" as const })) : all;
      return { ...lock, packages, content: parsed.value };
    }
    if (lock.use === "tools") {
      return { ...lock, packages: [], content: { kind: "unknown" }, fault: show(parsed.issues) };
    }
    throw new ForgeError("dependencies_invalid", {
      message: `The plugin's packages cannot be installed: ${show(parsed.issues)}.`.slice(0, 1900),
      hint: "Correct the lockfile; docs/build.md says what it may hold.",
    });
  });
}

/**
 * Refuses packages that the plugin wants and that no lockfile pins; answers what its host is expected to have, in words.
 * @throws ForgeError `dependencies_invalid`
 */
export function readUnlocked(
  folder: string,
  paths: readonly string[],
  runtime: PluginManifest["runtime"],
): string | null {
  for (const place of runtime === "node" ? ["", "web/"] : []) {
    const wanted = paths.includes(`${place}package.json`)
      ? listWanted(readText(join(folder, `${place}package.json`)) ?? "")
      : [];
    if (wanted.length === 0 || paths.includes(`${place}package-lock.json`)) continue;
    throw new ForgeError("dependencies_invalid", {
      message: `${place}package.json wants ${wanted.slice(0, 5).join(", ").slice(0, 300)}, and there is no ${place}package-lock.json beside it.`,
      hint: "Run npm install --package-lock-only --ignore-scripts there and commit the lockfile, or drop the dependency.",
    });
  }
  if (!paths.includes("composer.json") || paths.includes("composer.lock")) return null;
  const left = listRequired(readText(join(folder, "composer.json")) ?? "");
  return left.length === 0 ? null : `composer.json leaves ${left.length} to the shop`;
}
