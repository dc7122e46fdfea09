import { describe, expect, it } from "vitest";
import { ruleTable } from "./rules/rule-table.ts";
import { analyseSources } from "./testing/analyse-samples.ts";
import { fileSamples } from "./testing/file-samples.ts";
import { javascriptSamples } from "./testing/javascript-samples.ts";
import { phpSamples } from "./testing/php-samples.ts";
import { pythonSamples } from "./testing/python-samples.ts";

const samples = [...phpSamples, ...javascriptSamples, ...pythonSamples, ...fileSamples];
const bad = analyseSources(samples.map((sample) => ({ path: sample.path, source: sample.bad })));
const good = analyseSources(samples.map((sample) => ({ path: sample.path, source: sample.good })));

describe("the samples", () => {
  it("are many, and speak of every rule but the one for machines without Python", () => {
    expect(samples.length).toBeGreaterThanOrEqual(100);
    const tried = new Set(samples.map(({ rule }) => rule));
    expect(ruleTable.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(["tool-missing"]);
    expect([...tried].filter((rule) => !ruleTable.some(({ id }) => id === rule))).toEqual([]);
  });
});

describe.each(
  samples.map((sample, at) => ({ ...sample, at, name: `${sample.rule}: ${sample.title} (${sample.path})` })),
)("$name", ({ rule, at }) => {
  it("is found, with its line", () => {
    expect(bad[at]?.map((finding) => finding.rule)).toContain(rule);
    const found = bad[at]?.find((finding) => finding.rule === rule);
    expect(found?.message).toMatch(/^[\x20-\x7E·…]+$/);
  });

  it("has an honest twin that is not, and breaks no other rule gravely", () => {
    expect(good[at]?.filter((finding) => finding.rule === rule || finding.severity === "error")).toEqual([]);
  });
});
