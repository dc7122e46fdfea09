import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { parseForgeRequest, parsePluginManifest, toForgeError } from "@plugsmith/schemas";
import { readPacks, renderPlugin, selectPack } from "@plugsmith/templates";
import { applyCmsScenario } from "../../../actions/sandbox/src/cms/apply-cms-scenario.ts";
import type { CmsDriver } from "../../../actions/sandbox/src/cms/decide-driver.ts";
import { prestashopCms } from "../../../actions/sandbox/src/cms/platforms/prestashop/prestashop-cms.ts";
import { readNativePhp } from "../../../actions/sandbox/src/cms/read-native-php.ts";
import { projectRoot } from "../../scripts/run-program.ts";
import type { PluginRun } from "./run-plugin.ts";

export interface PrestashopVariation {
  readonly driver?: CmsDriver;
  /** Of the step: `prestashop-dir` and its digest; without them the contract kernel is played. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** A text of one file that another takes the place of. */
  readonly change?: { readonly path: string; readonly from: string; readonly to: string };
  /** PHP that is appended to the module's main file. */
  readonly code?: string;
}

/** Plays the scenario with the module of a golden request. */
export async function runPrestashop(
  fixture: string,
  { driver = "native", inputs = {}, change, code = "" }: PrestashopVariation = {},
): Promise<PluginRun> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-deep-prestashop-"));
  const plugin = join(work, "plugin");
  try {
    const text = readFileSync(join(projectRoot, "templates/fixtures", fixture, "request.json"), "utf8");
    const request = parseForgeRequest(JSON.parse(text));
    if (!request.ok) throw new Error(`${fixture} has no valid request.`);
    const tree = renderPlugin({
      ...{ pack: selectPack(await readPacks(), "prestashop"), request: request.value, version: "1.2.3" },
      ...{ requestNumber: 42, requester: { id: 4711, login: "rita-requester" }, author: "Rita <script> */ ?>" },
    });
    for (const [path, { content }] of tree) {
      const changed = path === change?.path ? String(content).replace(change.from, () => change.to) : content;
      if (path === change?.path && changed === String(content)) throw new Error(`${path} has no ${change.from}`);
      mkdirSync(dirname(join(plugin, path)), { recursive: true });
      writeFileSync(join(plugin, path), /^([a-z0-9]+)\/\1\.php$/.test(path) ? `${String(changed)}${code}` : changed);
    }
    const manifest = parsePluginManifest(JSON.parse(readFileSync(join(plugin, "plugin.json"), "utf8")));
    if (!manifest.ok) throw new Error(`${fixture} has no valid manifest.`);
    const result = await applyCmsScenario(localToolkit({ inputs: {} }), {
      ...{ cms: "prestashop", platform: prestashopCms, driver, manifest: manifest.value },
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
