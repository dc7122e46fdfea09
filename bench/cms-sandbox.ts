import { runPlugin } from "../.github/deep/cms/run-plugin.ts";
import type { CmsDriver } from "../actions/sandbox/src/cms/decide-driver.ts";
import { explainMissingNative } from "../actions/sandbox/src/cms/gather-cms-facts.ts";
import { woocommerceCms } from "../actions/sandbox/src/cms/platforms/woocommerce/woocommerce-cms.ts";
import type { Benchmark, Row } from "./harness/benchmark.ts";
import { summarize } from "./harness/summarize.ts";

const fixture = "woocommerce-full-fr";
/** Milliseconds from the start of the program behind the boundary to its report. */
const targets: Readonly<Record<Exclude<CmsDriver, "docker">, number>> = { native: 10_000, wasm: 45_000 };

async function measureDriver(
  driver: keyof typeof targets,
  rounds: number,
  say: (line: string) => void,
): Promise<Row[]> {
  const boots: number[] = [];
  const whole: number[] = [];
  const acts = new Map<string, number[]>();
  let restarts = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const { result, trouble } = await runPlugin(fixture, driver);
    const failed = result?.report.acts.find(({ status }) => status === "failed");
    if (!result || failed) throw new Error(`${driver}: ${failed ? `${failed.title}: ${failed.detail}` : trouble}`);
    const { report } = result;
    boots.push(report.bootMs);
    whole.push(report.scenarioMs);
    restarts += report.restarts;
    for (const { id, ms } of report.acts) acts.set(id, [...(acts.get(id) ?? []), ms]);
    say(`${driver}, round ${round} of ${rounds}: ${report.scenarioMs} ms`);
  }
  const row = (name: string, samples: readonly number[]): Row => {
    const { min, p50, max } = summarize(samples);
    return { name: `${driver}: ${name}`, values: { min, p50, max } };
  };
  const scenario = row("boot, scenario and pictures", whole);
  const most = targets[driver];
  return [
    row("boot of site and browser", boots),
    ...[...acts].map(([id, samples]) => row(`act ${id}`, samples)),
    {
      ...scenario,
      values: { ...scenario.values, restarts },
      target: `p50 ≤ ${most / 1000} s, at most one restart a run`,
      met: (scenario.values["p50"] ?? Number.NaN) <= most && restarts <= rounds,
    },
  ];
}

/** The whole scenario of a shop in real WordPress, by driver. */
export const benchmark: Benchmark = {
  summary: "a shop's day in real WordPress: boot and scenario by native PHP and by PHP in WebAssembly",
  async run({ quick, say }) {
    const missing = await explainMissingNative(woocommerceCms);
    const rows: Row[] = [];
    if (!missing) rows.push(...(await measureDriver("native", quick ? 1 : 5, say)));
    rows.push(...(await measureDriver("wasm", quick ? 1 : 3, say)));
    return {
      title: "WordPress in the sandbox",
      unit: "ms",
      rows,
      notes: [
        `Plugin: ${fixture}; pictures at two widths; everything behind the boundary, the site in memory.`,
        "The rest beside boot and acts is the browser's pages and the evidence. First use also installs 1.4 GB of parts, not measured.",
        ...(missing ? [`native is left out: ${missing}`] : []),
      ],
    };
  },
};
