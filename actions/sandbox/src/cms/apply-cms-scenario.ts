import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readTree, type StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { applyCmsParts } from "./apply-cms-parts.ts";
import type { CmsPlatform, ShopAsk } from "./cms-platform.ts";
import type { CmsReport } from "./cms-report.ts";
import type { CmsDriver } from "./decide-driver.ts";
import type { Containers } from "./docker/open-containers.ts";
import type { InsidePlan } from "./inside/inside-plan.ts";
import { type CmsFile, parseCmsOutput } from "./parse-cms-output.ts";
import { type cmsLimits, limitsOf, planCmsLaunch } from "./plan-cms-launch.ts";
import { readCmsHome } from "./read-cms-home.ts";

export interface CmsScenario {
  readonly cms: InsidePlan["cms"];
  readonly platform: CmsPlatform;
  readonly driver: CmsDriver;
  readonly ask: ShopAsk;
  /** Of this machine. */
  readonly phpVersion: string | undefined;
  /** Folder of the plugin's sources, with forge.json. */
  readonly pluginDir: string;
  /** Folder of the built plugin. */
  readonly stage: string;
  readonly outDir: string;
  readonly manifest: PluginManifest;
  /** Where the driver docker plays it. */
  readonly containers?: Containers | undefined;
}

export interface CmsResult {
  /** As people call it: "WordPress 6.5.5". */
  readonly place: string;
  readonly report: CmsReport;
  /** The evidence's files, below `sandbox/` of the shared folder. */
  readonly files: readonly CmsFile[];
  readonly peakRssMiB: number;
  readonly limits: typeof cmsLimits;
}

/** The program behind the boundary: bundled beside the action, or our sources. */
function findProgram(): { program: string; programNeeds: string[] } {
  const here = import.meta.dirname;
  const built = join(here, "cms.mjs");
  if (existsSync(built)) return { program: built, programNeeds: [built] };
  // Node reads from package.json that the sources are modules.
  const packageFile = join(here, "../../../../package.json");
  return { program: join(here, "inside/main.ts"), programNeeds: [here, ...[packageFile].filter(existsSync)] };
}

/** What the request asked for, as the plugin's forge.json keeps it. */
function readRequest(toolkit: StepToolkit, pluginDir: string): { locale: string; features: readonly string[] } {
  const bytes = toolkit.readFile(pluginDir, "forge.json");
  const pin = JSON.parse(bytes ? Buffer.from(bytes).toString("utf8") : "{}") as {
    request?: { locale?: string; features?: readonly string[] };
  };
  const features = pin.request?.features ?? [];
  return {
    locale: pin.request?.locale ?? "en_US",
    features: features.length > 0 ? features : ["checkout", "refunds", "webhooks", "logging"],
  };
}

const readStage = (toolkit: StepToolkit, stage: string) =>
  readTree(stage).map(({ path }) => ({ path, content: toolkit.readFile(stage, path) ?? new Uint8Array() }));

/**
 * Plays the scenario with the built plugin in a CMS behind the boundary, and keeps its evidence in `sandbox/` of the shared
 * folder. The site lives in the memory of the boundary's own /tmp: whatever ends the step, nothing of it stays.
 * @throws ForgeError `tool_missing` (parts cannot be fetched), `confined_timeout`, `sandbox_failed` (it ended without a report).
 */
export async function applyCmsScenario(toolkit: StepToolkit, scenario: CmsScenario): Promise<CmsResult> {
  const { cms, platform, driver, ask, phpVersion, pluginDir, stage, outDir, manifest, containers } = scenario;
  const home = readCmsHome();
  const parts = await applyCmsParts(home, (line) => toolkit.info(line));
  const { locale, features } = readRequest(toolkit, pluginDir);
  const shop = await platform.prepare({
    ...{ driver, ask, home, parts, phpVersion, manifest, stage, locale, toolkit },
    files: readStage(toolkit, stage),
  });
  const seal = randomBytes(32).toString("hex");
  const run = await (containers ?? { run: toolkit.runConfined.bind(toolkit) }).run(
    planCmsLaunch({
      ...{ cms, driver, features, parts, seal, sources: home.sources },
      ...{ level: shop.level, locale: shop.locale, php: shop.php, shop: shop.shop },
      ...(shop.size ? { size: shop.size } : {}),
      plugin: {
        name: manifest.name,
        version: manifest.version,
        zip: Buffer.from(shop.zip).toString("base64"),
        texts: shop.texts,
      },
      versions: { ...shop.versions, ...containers?.versions, node: process.versions.node },
      adminPassword: containers?.adminPassword,
      node: process.execPath,
      ...findProgram(),
    }),
  );
  if (run.exitCode !== 0) {
    toolkit.showUntrusted("CMS sandbox", run.stderr);
    throw new ForgeError("sandbox_failed", {
      message: `The CMS sandbox ended with ${run.signal ?? run.exitCode}: ${run.stderr.trim().slice(-800)}`,
      hint: "This is no verdict on the plugin. Try again; if it stays, --sandbox wasm or native is the other way.",
    });
  }
  const { files, report } = parseCmsOutput(run.stdout, seal);
  rmSync(join(outDir, "sandbox"), { recursive: true, force: true });
  const own = { name: "report.json", bytes: Buffer.from(`${JSON.stringify(report, null, 2)}\n`) };
  const uploaded = shop.zipName === undefined ? [] : [{ name: shop.zipName, bytes: Buffer.from(shop.zip) }];
  const kept = [own, ...uploaded, ...files];
  for (const { name, bytes } of kept) toolkit.writeFile(outDir, `sandbox/${name}`, bytes);
  const told = { report, files: kept, peakRssMiB: run.peakRssMiB, limits: limitsOf(shop.size) };
  return { place: platform.describe(report.versions), ...told };
}
