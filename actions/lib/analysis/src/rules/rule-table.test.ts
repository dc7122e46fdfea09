import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { samples } from "../testing/samples.ts";
import { findSeverity, isRule, ruleTable } from "./rule-table.ts";

const root = join(import.meta.dirname, "..");
const sources = globSync("**/*.ts", { cwd: root }).filter((file) => !/test|samples|-rules\.ts$/.test(file));
const code = sources.map((file) => readFileSync(join(root, file), "utf8")).join("\n");

describe("the rule table", () => {
  it("names each rule once, in words with hyphens", () => {
    const ids = ruleTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it("holds what the checks report, and nothing that none reports", () => {
    expect(ruleTable.filter(({ id }) => !code.includes(`"${id}"`)).map(({ id }) => id)).toEqual([]);
    const reported = [...code.matchAll(/\breport\(\s*"([a-z-]+)"/g)].map(([, id = ""]) => id);
    expect(reported.length).toBeGreaterThan(40);
    expect(reported.filter((id) => !isRule(id))).toEqual([]);
  });

  it("has a sample of malware for every rule, over a hundred in all, but for what is about the machine or all files", () => {
    expect(samples.length).toBeGreaterThanOrEqual(100);
    const tried = new Set(samples.map(({ rule }) => rule));
    expect(ruleTable.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(["not-followed", "tool-missing"]);
    expect([...tried].filter((rule) => !isRule(rule))).toEqual([]);
  });

  it("knows how heavy a rule weighs, and takes the unknown for grave", () => {
    expect([findSeverity("eval", "javascript"), findSeverity("eval", "php"), findSeverity("none", "php")]).toEqual([
      "warning",
      "error",
      "error",
    ]);
  });
});
