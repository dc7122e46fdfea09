import { type ForgeError, type StepResult, toForgeError } from "@plugsmith/schemas";
import { renderSummary } from "./render-summary.ts";
import type { Step, StepReport } from "./step.ts";
import type { StepToolkit } from "./step-toolkit.ts";

/** `runStep`'s answer; like StepResult, but `step` may be one outside the pipeline. */
export type RunStepResult = Omit<StepResult, "step"> & { step: Step["name"] };

/** Steps without a place in the pipeline's results. */
const outside: readonly Step["name"][] = ["report", "bench", "registry"];

function reportFailure(error: ForgeError): StepReport {
  const { code, message, hint, facts } = error;
  return {
    status: "failed",
    code,
    message: message.slice(0, 2000),
    ...(hint === undefined ? {} : { hint: hint.slice(0, 1000) }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

/**
 * Runs one step to its result, and is the only place that catches: whatever is thrown (also `undefined`) becomes a failed
 * result with a closed code and exit code 1. Writes `results/<step>.json` below input `out-dir` (when given), the outputs
 * `result` and `status`, the job summary, and an annotation on failure.
 */
export async function runStep(step: Step, toolkit: StepToolkit): Promise<RunStepResult> {
  const startedAt = toolkit.now();
  let report: StepReport;
  try {
    report = await step.run(toolkit);
  } catch (thrown: unknown) {
    report = reportFailure(toForgeError(thrown));
  }
  const { summary, status = "success", ...facts } = report;
  const result: RunStepResult = {
    code: "ok",
    ...facts,
    schemaVersion: 1,
    step: step.name,
    status,
    startedAt: startedAt.toISOString(),
    durationMs: Math.max(0, toolkit.now().getTime() - startedAt.getTime()),
  };
  if (status === "failed") {
    toolkit.setExitCode(1);
    toolkit.annotate({ level: "error", title: `forge / ${step.name}: ${result.code}`, message: describe(result) });
  } else {
    toolkit.info(result.message);
  }
  toolkit.setOutput("status", status);
  toolkit.setOutput("result", JSON.stringify(result));
  toolkit.addSummary(renderSummary(result, summary));
  const outDir = toolkit.input("out-dir");
  if (outDir !== "" && !outside.includes(step.name)) {
    toolkit.writeFile(outDir, `results/${step.name}.json`, `${JSON.stringify(result, null, 2)}\n`);
  }
  return result;
}

const describe = ({ message, hint }: { message: string; hint?: string }) => (hint ? `${message} ${hint}` : message);
