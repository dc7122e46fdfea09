import type { CmsDriver } from "../../actions/sandbox/src/cms/decide-driver.ts";
import { explainMissingNative } from "../../actions/sandbox/src/cms/gather-cms-facts.ts";
import { prestashopCms } from "../../actions/sandbox/src/cms/platforms/prestashop/prestashop-cms.ts";
import { brokenModules } from "./cms/broken-modules.ts";
import { hostileModules } from "./cms/hostile-modules.ts";
import { runPrestashop } from "./cms/run-prestashop.ts";
import { tryHostilePlugin } from "./cms/try-hostile-plugin.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

const fixtures = ["prestashop-full-fr", "prestashop-refunds-ar", "prestashop-webhooks-de"];
const drivers: readonly CmsDriver[] = ["native", "wasm"];

async function play(fixture: string, driver: CmsDriver) {
  const { result, trouble } = await runPrestashop(fixture, { driver });
  if (!result) return { figures: { trouble }, wrong: [trouble], words: "" };
  const { level, versions, bootMs, scenarioMs, requests, perf, acts } = result.report;
  const wrong = acts.filter(({ status }) => status === "failed").map(({ title, detail }) => `${title}: ${detail}`);
  if (level !== "contract") wrong.push(`it was played at level ${level}`);
  const told = Object.fromEntries(acts.map(({ id, status, detail }) => [id, `${status}: ${detail}`]));
  const pictures = result.files.filter(({ name }) => name.endsWith(".png")).length;
  const passed = acts.filter(({ status }) => status === "passed").length;
  const figures = { level, versions, bootMs, scenarioMs, requests, pictures, perf, acts: told };
  return { figures, wrong, words: `${passed} acts, ${Math.round(scenarioMs / 1000)} s` };
}

async function run(say: (line: string) => void): Promise<DeepResult> {
  const failures: string[] = [];
  const figures: Record<string, object> = { plays: {}, broken: {}, hostile: {} };
  let tried = 0;
  const note = (group: string, id: string, told: object, wrong: readonly string[], words: string) => {
    tried += 1;
    figures[group] = { ...figures[group], [id]: told };
    if (wrong.length > 0) failures.push(`${id}: ${wrong.join("; ")}`);
    say(`${id}: ${wrong.length > 0 ? wrong.join("; ") : words}`);
  };
  const missing = await explainMissingNative(prestashopCms);
  if (missing) say(`native is left out: ${missing}`);
  for (const driver of drivers.filter((one) => one === "wasm" || !missing)) {
    for (const fixture of fixtures) {
      const played = await play(fixture, driver);
      note("plays", `${fixture} ${driver}`, played.figures, played.wrong, played.words);
    }
  }
  const driver = missing ? "wasm" : "native";
  for (const { id, act, ...change } of brokenModules) {
    const { result, trouble } = await runPrestashop("prestashop-full-fr", { driver, change });
    const failed = result?.report.acts.find(({ status }) => status === "failed");
    const found = failed ? `${failed.id}: ${failed.detail.split("\n")[0]?.slice(0, 200)}` : `passed ${trouble}`;
    note("broken", id, { act, found }, failed?.id === act ? [] : [`act ${act} should have failed; ${found}`], found);
  }
  for (const hostile of missing ? [] : hostileModules) {
    const attack = (code: string) => runPrestashop("prestashop-full-fr", { code });
    const { effects, verdict } = await tryHostilePlugin(hostile, attack);
    note("hostile", hostile.id, { tries: hostile.tries, effects, verdict }, effects, `stopped (${verdict})`);
  }
  return { passed: tried - failures.length, failed: failures.length, figures, failures };
}

/** The PrestaShop module in the contract kernel, and broken and hostile ones. */
export const cmsPrestashopCheck: DeepCheck = {
  name: "cms-prestashop",
  summary:
    "does the PrestaShop module live in the contract kernel, native and in WebAssembly, and are broken and hostile ones found?",
  covers: [
    "actions/sandbox/cms/prestashop-kernel/**/*.{php,js,css}",
    "actions/sandbox/cms/wasm-server/*.mjs",
    "actions/sandbox/src/cms/inside/platforms/prestashop/**/*.ts",
    "actions/sandbox/src/cms/platforms/prestashop/*.ts",
    "templates/packs/prestashop/files/module/**/*.{php,eta}",
  ],
  run,
};
