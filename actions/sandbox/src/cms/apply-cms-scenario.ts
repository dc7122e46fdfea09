import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readTree, type StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { applyCmsParts } from "./apply-cms-parts.ts";
import type { CmsVersions } from "./choose-cms-versions.ts";
import { chooseLocale } from "./choose-locale.ts";
import type { CmsReport } from "./cms-report.ts";
import type { CmsDriver } from "./decide-driver.ts";
import { makePluginZip } from "./make-plugin-zip.ts";
import { type CmsFile, parseCmsOutput } from "./parse-cms-output.ts";
import { parsePoTexts } from "./parse-po-texts.ts";
import { planCmsLaunch } from "./plan-cms-launch.ts";
import { readCmsHome } from "./read-cms-home.ts";
import { readShopZip } from "./read-shop-zip.ts";

export interface CmsScenario {
  readonly driver: CmsDriver;
  readonly versions: CmsVersions;
  /** Of this machine. */
  readonly phpVersion: string | undefined;
  /** Folder of the plugin's sources, with forge.json. */
  readonly pluginDir: string;
  /** Folder of the built plugin. */
  readonly stage: string;
  readonly outDir: string;
  readonly manifest: PluginManifest;
  /** A WooCommerce that the operator brought, which raises the level to real. */
  readonly shop?: { readonly zip: string; readonly sha256: string };
}

export interface CmsResult {
  readonly report: CmsReport;
  /** The evidence's files, below `sandbox/` of the shared folder. */
  readonly files: readonly CmsFile[];
  readonly peakRssMiB: number;
}

/** That of Debian 12, so that both drivers answer alike. */
const defaultPhp = "8.2";

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
  const { driver, pluginDir, stage, outDir, manifest, shop } = scenario;
  const home = readCmsHome();
  const parts = await applyCmsParts(home, scenario.versions.wordpress, (line) => toolkit.info(line));
  const request = readRequest(toolkit, pluginDir);
  const built = readStage(toolkit, stage);
  const paths = built.map(({ path }) => path);
  const { locale, texts } = chooseLocale(paths, manifest.name, request.locale);
  const po = texts === undefined ? "" : Buffer.from(toolkit.readFile(stage, texts) ?? "").toString("utf8");
  const zip = Buffer.from(makePluginZip(manifest.name, built)).toString("base64");
  toolkit.info(`playing the scenario in WordPress ${parts.versions.wordpress}, driver ${driver}`);
  const { wordpress, playground, sqlite } = parts.versions;
  const phpWasm = scenario.versions.php ?? defaultPhp;
  const php =
    driver === "wasm"
      ? { php: phpWasm, phpWasm: playground }
      : { php: scenario.phpVersion ?? "unknown", sqliteDriver: sqlite };
  const seal = randomBytes(32).toString("hex");
  const run = await toolkit.runConfined(
    planCmsLaunch({
      driver,
      level: shop === undefined ? "contract" : "real",
      plugin: { name: manifest.name, version: manifest.version, zip, texts: parsePoTexts(po) },
      ...{ locale, features: request.features, parts, sources: home.sources },
      woocommerce:
        shop === undefined
          ? join(home.sources, "woocommerce-kernel")
          : readShopZip(shop.zip, shop.sha256, join(home.cache, shop.sha256.slice(0, 16))),
      php: phpWasm,
      versions: { wordpress, ...php, node: process.versions.node },
      seal,
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
  const told = { name: "report.json", bytes: Buffer.from(`${JSON.stringify(report, null, 2)}\n`) };
  const kept = [told, ...files];
  for (const { name, bytes } of kept) toolkit.writeFile(outDir, `sandbox/${name}`, bytes);
  return { report, files: kept, peakRssMiB: run.peakRssMiB };
}
