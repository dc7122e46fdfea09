import { describe, expect, it } from "vitest";
import { listOwnFiles, listTemplateFiles, pins } from "./list-workflow-files.ts";
import { permissionTable } from "./permission-table.ts";
import { rules } from "./rules.ts";
import { listSteps, parseWorkflowFile } from "./workflow-file.ts";

const own = listOwnFiles();
const templates = listTemplateFiles();
const files = [...own, ...templates];

describe("the check of our workflows", () => {
  it("sees every workflow and action of this repository, and all that init writes", () => {
    expect(own.filter(({ kind }) => kind === "workflow").length).toBeGreaterThanOrEqual(6);
    expect(own.filter(({ kind }) => kind === "action").length).toBeGreaterThanOrEqual(10);
    const names = ["forge", "forge-pipeline", "forge-publish", "forge-registry", "forge-wake"];
    expect(templates.map(({ path }) => path).sort()).toEqual(
      names.map((name) => `.github/workflows/${name}.yml`).sort(),
    );
  });

  it("sees their jobs, scripts and foreign actions", () => {
    const steps = files.flatMap(listSteps);
    expect(files.flatMap(({ jobs }) => jobs).length).toBeGreaterThanOrEqual(20);
    expect(steps.filter(({ step }) => step.run !== undefined).length).toBeGreaterThanOrEqual(15);
    expect(steps.filter(({ step }) => step.uses?.includes("@")).length).toBeGreaterThanOrEqual(15);
  });

  it("has a line of the permission table for each job, and no line for a job that is gone", () => {
    const jobs = files.flatMap(({ path, kind, jobs }) =>
      kind === "action" ? [] : jobs.map(({ id }) => `${path} ${id}`),
    );
    const lines = Object.entries(permissionTable).flatMap(([path, ids]) =>
      Object.keys(ids).map((id) => `${path} ${id}`),
    );
    expect(lines.sort()).toEqual(jobs.sort());
  });

  it("knows each commit under one repository only, and no pin that nobody uses", () => {
    const shas = Object.values(pins).map(({ sha }) => sha);
    expect(new Set(shas).size).toBe(shas.length);
    const texts = files.map(({ text }) => text).join("\n");
    expect(Object.entries(pins).filter(([name, { sha }]) => !new RegExp(`${name}[^@\\s]*@${sha}`).test(texts))).toEqual(
      [],
    );
  });
});

describe.each(rules)("$name", (rule) => {
  it("holds in every file", () => {
    expect(files.flatMap((file) => rule.find(file))).toEqual([]);
  });

  it.each(rule.bad.map(({ path, text }) => ({ path, text })))("finds $text", ({ path, text }) => {
    expect(rule.find(parseWorkflowFile(path, text))).not.toEqual([]);
  });

  it.each(rule.good.map(({ path, text }) => ({ path, text })))("passes $text", ({ path, text }) => {
    expect(rule.find(parseWorkflowFile(path, text))).toEqual([]);
  });
});
