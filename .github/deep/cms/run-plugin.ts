import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { parsePluginManifest, toForgeError } from "@plugsmith/schemas";
import { applyCmsScenario, type CmsResult } from "../../../actions/sandbox/src/cms/apply-cms-scenario.ts";
import type { CmsDriver } from "../../../actions/sandbox/src/cms/decide-driver.ts";
import type { Containers } from "../../../actions/sandbox/src/cms/docker/open-containers.ts";
import { woocommerceCms } from "../../../actions/sandbox/src/cms/platforms/woocommerce/woocommerce-cms.ts";
import { readNativePhp } from "../../../actions/sandbox/src/cms/read-native-php.ts";
import { projectRoot } from "../../scripts/run-program.ts";

export interface PluginRun {
  readonly result: CmsResult | undefined;
  /** Why there is no report. */
  readonly trouble: string;
}

export interface Variation {
  /** PHP code that is appended to the plugin's main file. */
  readonly code?: string;
  readonly wordpress?: string;
  readonly php?: string;
  /** Other inputs of the step, and where the driver docker plays. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly containers?: Containers;
}

/** Plays the scenario with a golden plugin of the WooCommerce pack. */
export async function runPlugin(fixture: string, driver: CmsDriver, more: Variation = {}): Promise<PluginRun> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-deep-cms-"));
  try {
    const folder = join(work, "plugin");
    cpSync(join(projectRoot, "templates/fixtures", fixture, "tree"), folder, { recursive: true });
    const parsed = parsePluginManifest(JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")));
    if (!parsed.ok) throw new Error(`${fixture} has no valid manifest.`);
    const manifest = parsed.value;
    if (more.code !== undefined) appendFileSync(join(folder, manifest.entry), more.code);
    const result = await applyCmsScenario(localToolkit({ inputs: {} }), {
      ...{ cms: "woocommerce", platform: woocommerceCms },
      ask: (input) => (input === "wordpress" || input === "php" ? more[input] : more.inputs?.[input]) ?? "",
      ...{ driver, manifest, pluginDir: folder, stage: folder, outDir: join(work, "out") },
      ...{ phpVersion: (await readNativePhp())?.version, containers: more.containers },
    });
    return { result, trouble: "" };
  } catch (error) {
    return { result: undefined, trouble: toForgeError(error).message };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
