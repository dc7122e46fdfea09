import { describe, expect, it } from "vitest";
import { pipelineSteps, planSteps } from "./plan-steps.ts";

describe("planSteps", () => {
  it("runs everything unless told otherwise", () => {
    expect(planSteps({ done: ["build"] })).toEqual(pipelineSteps);
  });

  it("starts at a step, or runs only one", () => {
    expect(planSteps({ from: "sandbox", done: [] })).toEqual(["sandbox", "package"]);
    expect(planSteps({ only: "test", done: [] })).toEqual(["test"]);
  });

  it("resumes at the first step without a success, even when a later one has one", () => {
    expect(planSteps({ resume: true, done: ["build", "sandbox"] })).toEqual(["test", "sandbox", "package"]);
    expect(planSteps({ resume: true, done: [] })).toEqual(pipelineSteps);
    expect(planSteps({ resume: true, done: [...pipelineSteps] })).toEqual([]);
  });
});
