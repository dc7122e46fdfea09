import { ForgeError, parseStepResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { fakeToolkit } from "./fake-toolkit.ts";
import { runStep } from "./run-step.ts";
import type { Step, StepReport } from "./step.ts";

const step = (run: Step["run"]): Step => ({ name: "build", run });
const inputs = { "out-dir": "/out" };

describe("runStep", () => {
  it("writes result file, outputs and summary of a success", async () => {
    const toolkit = fakeToolkit({ inputs, tickMs: 7 });
    const result = await runStep(
      step(async () => ({ message: "Built it.", summary: "| a |", facts: { files: 3 } })),
      toolkit,
    );
    expect(result).toMatchObject({ step: "build", status: "success", code: "ok", durationMs: 7, facts: { files: 3 } });
    expect(parseStepResult(result)).toMatchObject({ ok: true });
    expect(JSON.parse(String(toolkit.files.get("/out/results/build.json")))).toEqual(result);
    expect(toolkit.outputs).toEqual({ status: "success", result: JSON.stringify(result) });
    expect(toolkit.summaries.join("")).toContain("| a |");
    expect(toolkit.exitCode).toBe(undefined);
    expect(toolkit.annotations).toEqual([]);
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a text", "boom"],
    ["a number", 7],
    ["an error", new TypeError("x is not a function")],
    ["an object", { message: "pretends" }],
  ])("cannot stay green when %s is thrown", async (_what, thrown) => {
    const toolkit = fakeToolkit({ inputs });
    const result = await runStep(
      step(() => Promise.reject(thrown)),
      toolkit,
    );
    expect(result).toMatchObject({ status: "failed", code: "unexpected" });
    expect(parseStepResult(result)).toMatchObject({ ok: true });
    expect(toolkit.exitCode).toBe(1);
    expect(toolkit.outputs["status"]).toBe("failed");
    expect(toolkit.annotations).toMatchObject([{ level: "error" }]);
    expect(toolkit.files.has("/out/results/build.json")).toBe(true);
  });

  it("catches what is thrown before the first await, too", async () => {
    const toolkit = fakeToolkit();
    const run = () => {
      throw new ForgeError("build_failed", { message: "no", hint: "do" });
    };
    expect(await runStep(step(run), toolkit)).toMatchObject({ code: "build_failed", message: "no", hint: "do" });
    expect(toolkit.annotations[0]?.message).toBe("no do");
  });

  it("keeps what a step found although its answer is no", async () => {
    const toolkit = fakeToolkit({ inputs });
    const report: StepReport = {
      status: "failed",
      code: "tests_failed",
      message: "1 fails",
      tests: { passed: 1, failed: 1, skipped: 0 },
    };
    const result = await runStep(
      step(async () => report),
      toolkit,
    );
    expect(result).toMatchObject({ status: "failed", code: "tests_failed", tests: { failed: 1 } });
    expect(toolkit.exitCode).toBe(1);
  });

  it("cuts words that a result may not hold", async () => {
    const error = new ForgeError("build_failed", { message: "x".repeat(5000), hint: "y".repeat(5000) });
    const result = await runStep(
      step(() => Promise.reject(error)),
      fakeToolkit(),
    );
    expect(parseStepResult(result)).toMatchObject({ ok: true });
  });

  it("writes no result of a report", async () => {
    const toolkit = fakeToolkit({ inputs });
    await runStep({ name: "report", run: async () => ({ message: "told" }) }, toolkit);
    expect(toolkit.files.size).toBe(0);
  });
});
