import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit } from "@plugsmith/action-kit";
import { parseForgeRequest, parsePluginManifest, toForgeError } from "@plugsmith/schemas";
import { readPacks, renderPlugin } from "@plugsmith/templates";
import { applyCmsScenario, type CmsResult } from "../../../actions/sandbox/src/cms/apply-cms-scenario.ts";
import type { CmsDriver } from "../../../actions/sandbox/src/cms/decide-driver.ts";
import { findCmsPlatform } from "../../../actions/sandbox/src/cms/list-cms-platforms.ts";
import { readNativePhp } from "../../../actions/sandbox/src/cms/read-native-php.ts";
import { projectRoot } from "../../scripts/run-program.ts";
import type { Edit } from "./contract-plays.ts";

const requester = { id: 1, login: "deep-check" };

/** Writes the plugin of a fixture's request, with changes; answers its manifest. */
async function writePlugin(fixture: string, folder: string, edits: readonly Edit[]) {
  const file = join(projectRoot, "templates/fixtures", fixture, "request.json");
  const request = parseForgeRequest(JSON.parse(readFileSync(file, "utf8")));
  if (!request.ok) throw new Error(`${fixture} has no valid request.`);
  const pack = (await readPacks(undefined, () => {})).find(({ definition }) =>
    definition.cms.some((cms) => cms === request.value.cms),
  );
  if (!pack) throw new Error(`There is no pack for ${request.value.cms}.`);
  const by = { version: "1.2.3", requestNumber: 1, requester, author: requester.login };
  for (const [path, { content }] of renderPlugin({ pack, request: request.value, ...by })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const { file: path, from, to } of edits) {
    const text = readFileSync(join(folder, path), "utf8");
    if (!text.includes(from)) throw new Error(`${path} of ${fixture} does not hold what was to be changed.`);
    writeFileSync(
      join(folder, path),
      text.replace(from, () => to),
    );
  }
  const manifest = parsePluginManifest(JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")));
  if (!manifest.ok) throw new Error(`${fixture} has no valid manifest.`);
  return manifest.value;
}

/**
 * Plays the scenario with a fixture's plugin, changed by `edits`, at the contract host of its platform, or in the shop that `inputs` of
 * the step bring.
 */
export async function runContractPlugin(
  fixture: string,
  driver: CmsDriver,
  edits: readonly Edit[] = [],
  inputs: Readonly<Record<string, string>> = {},
): Promise<{ result: CmsResult | undefined; trouble: string }> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-deep-contract-"));
  try {
    const folder = join(work, "plugin");
    const manifest = await writePlugin(fixture, folder, edits);
    const found = findCmsPlatform(manifest.cms);
    if (!found) throw new Error(`${manifest.cms} has no contract host.`);
    const result = await applyCmsScenario(localToolkit({ inputs: {} }), {
      ...{ ...found, driver, manifest, pluginDir: folder, stage: folder, outDir: join(work, "out") },
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
