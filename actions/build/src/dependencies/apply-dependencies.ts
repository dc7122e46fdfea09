import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StepInputs, StepToolkit, TreeEntry } from "@plugsmith/action-kit";
import { readForgeConfig } from "@plugsmith/action-kit/forge-config";
import {
  type Dependencies,
  type DependencyLock,
  describeDependencies,
  ForgeError,
  type PluginManifest,
  renderDependencies,
} from "@plugsmith/schemas";
import { type Audit, decideAudit } from "../audit/decide-audit.ts";
import { gatherAudit } from "../audit/gather-audit.ts";
import { readAdvisorySources } from "../audit/read-advisories.ts";
import { applyCopies } from "./apply-copies.ts";
import { applyInstall, countInstalls, readVendored } from "./apply-installs.ts";
import { openArtifactStore } from "./artifact-store.ts";
import type { FetchContext } from "./read-artifacts.ts";
import { type ReadLock, readLocks, readUnlocked } from "./read-locks.ts";
import { type Registries, readRegistries } from "./read-registries.ts";

export interface Prepared {
  readonly dependencies: Dependencies;
  /** Folder to build from: the plugin's own, or a copy with its packages installed. */
  readonly folder: string;
  /** Whether the entry may import packages. */
  readonly packages: boolean;
  /** Files of packages that ship, below `folder`. */
  readonly vendored: readonly TreeEntry[];
  /** For the step's one sentence. */
  readonly remark: string;
  /** Markdown. */
  readonly summary: string;
  readonly refusal?: { readonly message: string; readonly hint: string };
}

const cacheBytes = 512 * 1024 * 1024;

function openContext(toolkit: StepToolkit, { offline }: Registries): FetchContext {
  const given = toolkit.input("cache-dir");
  const shared = process.env["PLUGSMITH_CACHE"];
  const folder = given === "" ? (shared ? join(shared, "dependencies") : null) : resolve(given);
  const onDiscard = (words: string) => toolkit.annotate({ level: "warning", title: "cache", message: words });
  const store =
    folder === null ? null : openArtifactStore({ folder, mostBytes: cacheBytes, now: toolkit.now, onDiscard });
  return { store, offline };
}

async function audit(
  toolkit: StepToolkit,
  locks: readonly ReadLock[],
  registries: Registries,
  plugin: string,
): Promise<Audit> {
  const unique = new Map(
    locks
      .flatMap(({ packages }) => packages)
      .map((each) => [`${each.ecosystem} ${each.name} ${each.version} ${each.scope}`, each]),
  );
  const packages = [...unique.values()];
  const answers = await gatherAudit(readAdvisorySources(registries), packages, registries.offline);
  const unreadable = locks.flatMap(({ ecosystem, path, fault }) =>
    fault === undefined ? [] : [{ ecosystem, packages: 1, why: `${path} cannot be read`.slice(0, 300) }],
  );
  const config = toolkit.input("forge-config");
  const parseYaml = async (text: string) => (await import("js-yaml")).load(text);
  const forge = config === "" ? null : await readForgeConfig(resolve(toolkit.run.workspace ?? "", config), parseYaml);
  const today = toolkit.now().toISOString().slice(0, 10);
  const told = { ...answers, unchecked: [...answers.unchecked, ...unreadable].slice(0, 3) };
  return decideAudit(packages, told, forge?.dependencies?.allow ?? [], plugin, today);
}

function refuse({ blocking, expired }: Audit): Pick<Prepared, "refusal"> {
  if (blocking.length === 0) return {};
  const words = blocking
    .slice(0, 5)
    .map(
      ({ id, package: name, version, severity, title, fixedIn }) =>
        `${name} ${version}: ${id} (${severity}) ${title}${fixedIn === undefined ? "" : `, fixed in ${fixedIn}`}`,
    );
  const over = expired.map(({ advisory, expires }) => ` The forge allowed ${advisory} until ${expires}.`).join("");
  const message = `Packages that the plugin brings have known vulnerabilities: ${words.join(" | ")}.${over}`.slice(
    0,
    1900,
  );
  const hint =
    "Update the package and its lockfile. Where that cannot be, the forge's owners can allow the advisory for a time: dependencies.allow in .github/forge.yml (docs/build.md).";
  return { refusal: { message, hint } };
}

/** Refuses a folder `vendor/` that a person committed where the build makes one. */
function checkVendor(locks: readonly ReadLock[], entries: readonly TreeEntry[]): void {
  const maker = locks.find((lock) => lock.use === "shipped" && countInstalls(lock) > 0);
  if (maker === undefined || !entries.some(({ path }) => path.startsWith("vendor/"))) return;
  throw new ForgeError("dependencies_invalid", {
    message: `The plugin has a folder vendor/ and packages in ${maker.path}; the build makes that folder itself.`,
    hint: "Remove vendor/ from the commit, or the packages from the lockfile.",
  });
}

/**
 * Reads a plugin's lockfiles, installs what they name into a copy of the plugin at `<out-dir>/work/<name>`, and asks the sources of
 * advisories, both at the same time. Nothing of the plugin or its packages runs here.
 * @throws ForgeError `dependencies_invalid`, `dependencies_unavailable`, `tool_missing`, `input_invalid`
 */
export async function applyDependencies(
  toolkit: StepToolkit,
  inputs: StepInputs,
  manifest: PluginManifest,
  entries: readonly TreeEntry[],
): Promise<Prepared> {
  const registries = readRegistries();
  const paths = entries.map(({ path }) => path);
  const locks = readLocks(inputs.pluginDir, paths, manifest.runtime, registries);
  const left = readUnlocked(inputs.pluginDir, paths, manifest.runtime);
  checkVendor(locks, entries);
  const rebuild = toolkit.input("rebuild") === "true";
  const judging = rebuild ? null : audit(toolkit, locks, registries, manifest.name);
  // Whatever stops the installation is told first; a refused audit must not end the process meanwhile.
  judging?.catch(() => {});
  const work = join(inputs.outDir, "work", inputs.name);
  const scratch = join(inputs.outDir, "scratch");
  const needed = locks.some((lock) => countInstalls(lock) > 0);
  if (needed) {
    mkdirSync(work, { recursive: true });
    applyCopies(inputs.pluginDir, work, entries);
  }
  const context = openContext(toolkit, registries);
  const rows: DependencyLock[] = [];
  try {
    for (const lock of locks) {
      rows.push(await applyInstall(toolkit, context, registries, lock, { work, scratch }, manifest));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const judged = judging === null ? decideRebuild(locks) : await judging;
  const { audit: state, packages, unchecked, advisories } = judged;
  const dependencies: Dependencies = { audit: state, locks: rows, packages, unchecked, advisories };
  const shipped = rows.some(({ use, installed }) => use === "shipped" && installed);
  const described = describeDependencies(dependencies);
  const cached = rows.reduce((sum, row) => sum + row.cached, 0);
  const fetched = rows.reduce((sum, row) => sum + row.fetched, 0);
  const source = cached + fetched === 0 ? "" : ` (${cached} from the cache, ${fetched} fetched)`;
  const host = left === null ? "" : ` ${left}.`;
  return {
    dependencies,
    folder: needed ? work : inputs.pluginDir,
    packages: existsSync(join(work, "node_modules")),
    vendored: shipped ? readVendored(work) : [],
    remark:
      described === ""
        ? ` Nothing to audit.${host}`
        : ` ${described.charAt(0).toUpperCase()}${described.slice(1)}${source}.${host}`,
    summary: renderDependencies(dependencies),
    ...(judging === null ? {} : refuse(judged as Audit)),
  };
}

/** A rebuild compares bytes; the run that was approved has asked the sources. */
function decideRebuild(
  locks: readonly ReadLock[],
): Pick<Dependencies, "audit" | "packages" | "unchecked" | "advisories"> {
  const any = locks.some(({ packages }) => packages.length > 0);
  const packages = locks
    .flatMap((lock) => lock.packages)
    .map(({ ecosystem, name, version, scope }) => ({ ecosystem, name, version, scope, state: "unchecked" as const }));
  return { audit: any ? "not_asked" : "nothing", packages: packages.slice(0, 1000), unchecked: [], advisories: [] };
}
