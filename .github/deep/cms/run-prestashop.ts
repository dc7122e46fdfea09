import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { parsePluginManifest, toForgeError } from "@plugsmith/schemas";
import { readPacks } from "@plugsmith/templates";
import { applyCmsScenario } from "../../../actions/sandbox/src/cms/apply-cms-scenario.ts";
import { prestashopCms } from "../../../actions/sandbox/src/cms/platforms/prestashop/prestashop-cms.ts";
import { readNativePhp } from "../../../actions/sandbox/src/cms/read-native-php.ts";
import { parseGoldenRequest, renderGolden } from "../../../templates/src/testing.ts";
import { projectRoot } from "../../scripts/run-program.ts";
import type { PluginRun } from "./run-plugin.ts";

/** Plays the scenario with the module of a golden request in the PrestaShop of a folder, whose digest is `sha256`. */
export async function runPrestashop(fixture: string, folder: string, sha256: string): Promise<PluginRun> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-deep-prestashop-"));
  const plugin = join(work, "plugin");
  try {
    const request = parseGoldenRequest(
      readFileSync(join(projectRoot, "templates/fixtures", fixture, "request.json"), "utf8"),
    );
    for (const [path, content] of renderGolden(await readPacks(), request)) {
      mkdirSync(dirname(join(plugin, path)), { recursive: true });
      writeFileSync(join(plugin, path), content);
    }
    const manifest = parsePluginManifest(JSON.parse(readFileSync(join(plugin, "plugin.json"), "utf8")));
    if (!manifest.ok) throw new Error(`${fixture} has no valid manifest.`);
    const inputs: Readonly<Record<string, string>> = { "prestashop-dir": folder, "prestashop-sha256": sha256 };
    const result = await applyCmsScenario(localToolkit({ inputs: {} }), {
      ...{ cms: "prestashop", platform: prestashopCms, driver: "native", manifest: manifest.value },
      ...{ pluginDir: plugin, stage: plugin, outDir: join(work, "out") },
      ask: (input) => inputs[input] ?? "",
      phpVersion: (await readNativePhp())?.version,
    });
    return { result, trouble: "" };
  } catch (error) {
    return { result: undefined, trouble: toForgeError(error).message };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
