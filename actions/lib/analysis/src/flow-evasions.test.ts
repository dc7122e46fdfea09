import { describe, expect, it } from "vitest";
import { analysePlugins } from "./testing/analyse-samples.ts";
import { idiomSamples } from "./testing/idiom-samples.ts";
import { javascriptAttackSamples } from "./testing/javascript-attack-samples.ts";
import { javascriptFlowSamples } from "./testing/javascript-flow-samples.ts";
import { phpAttackSamples } from "./testing/php-attack-samples.ts";
import { phpFlowSamples } from "./testing/php-flow-samples.ts";
import { pythonAttackSamples } from "./testing/python-attack-samples.ts";
import { pythonFlowSamples } from "./testing/python-flow-samples.ts";

const samples = [
  ...phpFlowSamples,
  ...javascriptFlowSamples,
  ...pythonFlowSamples,
  ...idiomSamples,
  ...phpAttackSamples,
  ...javascriptAttackSamples,
  ...pythonAttackSamples,
];
const bad = analysePlugins(samples.map((sample) => sample.bad));
const good = analysePlugins(samples.map((sample) => sample.good));

describe.each(samples.map((sample, at) => ({ ...sample, index: at })))("$at $rule: $title", ({ rule, at, index }) => {
  it("is found at the line of the harm", () => {
    const places = bad[index]?.map((finding) => `${finding.rule} ${finding.path}:${finding.line}`);
    expect(places).toContain(`${rule} ${at}`);
  });

  it("has an honest twin that breaks no rule gravely", () => {
    const found = good[index]?.filter((finding) => finding.rule === rule || finding.severity === "error");
    expect(found).toEqual([]);
  });
});
