import type { CmsDriver } from "../../actions/sandbox/src/cms/decide-driver.ts";
import { explainMissingNative } from "../../actions/sandbox/src/cms/gather-cms-facts.ts";
import { woocommerceCms } from "../../actions/sandbox/src/cms/platforms/woocommerce/woocommerce-cms.ts";
import { hostilePlugins } from "./cms/hostile-plugins.ts";
import { killStep } from "./cms/kill-step.ts";
import { runPlugin } from "./cms/run-plugin.ts";
import { tryHostilePlugin } from "./cms/try-hostile-plugin.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

type Say = (line: string) => void;
type Plays = readonly (readonly [fixture: string, driver: CmsDriver])[];

const plays: Plays = [
  ["woocommerce-full-fr", "native"],
  ["woocommerce-refunds-ar", "native"],
  ["woocommerce-checkout-hostile", "native"],
  ["woocommerce-full-fr", "wasm"],
];

/** One golden plugin through the whole scenario; answers its figures and what was wrong. */
async function play(
  fixture: string,
  driver: CmsDriver,
): Promise<{ figures: object; failures: string[]; scenarioMs?: number }> {
  const { result, trouble } = await runPlugin(fixture, driver);
  if (!result) return { figures: { trouble }, failures: [`${fixture}, ${driver}: ${trouble}`] };
  const { report, files } = result;
  const failed = report.acts.filter(({ status }) => status === "failed");
  const { level, versions, bootMs, scenarioMs, restarts, perf, requests } = report;
  const acts = Object.fromEntries(report.acts.map(({ id, status, detail }) => [id, `${status}: ${detail}`]));
  const pictures = files.filter(({ name }) => name.endsWith(".png")).length;
  const figures = { level, versions, bootMs, scenarioMs, restarts, requests, pictures, perf, acts };
  return {
    figures,
    scenarioMs,
    failures: failed.map(({ title, detail }) => `${fixture}, ${driver}: ${title}: ${detail}`),
  };
}

async function run(say: Say): Promise<DeepResult> {
  const failures: string[] = [];
  const figures: Record<string, unknown> = {};
  let tried = 0;
  const missing = await explainMissingNative(woocommerceCms);
  if (missing) say(`native is left out: ${missing}`);
  for (const [fixture, driver] of plays.filter(([, driver]) => driver === "wasm" || !missing)) {
    const played = await play(fixture, driver);
    tried += 1;
    figures[`${fixture} ${driver}`] = played.figures;
    failures.push(...played.failures);
    const seconds = `${Math.round((played.scenarioMs ?? 0) / 1000)} s`;
    say(
      `${fixture}, ${driver}: ${played.failures.length === 0 ? `all acts passed, ${seconds}` : played.failures.join("; ")}`,
    );
  }
  if (missing) return { passed: tried - failures.length, failed: failures.length, figures, failures };
  const stopped: Record<string, object> = {};
  for (const hostile of hostilePlugins) {
    const { effects, verdict } = await tryHostilePlugin(hostile);
    tried += 1;
    stopped[hostile.id] = { tries: hostile.tries, effects, verdict };
    if (effects.length > 0) failures.push(`${hostile.id}: ${effects.join("; ")}`);
    say(`${hostile.id}: ${effects.length === 0 ? `stopped (${verdict})` : effects.join("; ")}`);
  }
  const { left, killed } = await killStep();
  tried += 1;
  failures.push(...left.map((what) => `after SIGKILL stayed: ${what}`));
  say(`SIGKILL of the step took ${killed} processes with it, ${left.length} things stayed`);
  figures["hostile"] = stopped;
  figures["processesGoneWithSigkill"] = killed;
  return { passed: Math.max(0, tried - failures.length), failed: failures.length, figures, failures };
}

/** Generated plugins and hostile ones in real WordPress behind the boundary. */
export const cmsCheck: DeepCheck = {
  name: "cms",
  summary: "do generated plugins live through a shop's day in real WordPress, and is a hostile one stopped?",
  covers: [
    "actions/sandbox/src/cms/**/*.ts",
    "actions/sandbox/cms/**/*.{php,ini,js,json}",
    "templates/packs/woocommerce/**/*.*",
  ],
  run,
};
