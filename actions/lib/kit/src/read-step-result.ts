import { ForgeError, parseStepResult, type StepResult } from "@plugsmith/schemas";
import type { StepToolkit } from "./step-toolkit.ts";

/**
 * The successful result of an earlier step of the same run, from `results/<step>.json` below `outDir`.
 * @throws ForgeError `input_invalid` when it is missing, not readable, not successful, or of another commit.
 */
export function readStepResult(
  toolkit: Pick<StepToolkit, "readFile">,
  outDir: string,
  step: StepResult["step"],
  headSha?: string,
): StepResult {
  const refuse = (why: string) => {
    throw new ForgeError("input_invalid", {
      message: `The result of step ${step} ${why}.`,
      hint: `Run step ${step} first, with the same out-dir.`,
    });
  };
  const bytes = toolkit.readFile(outDir, `results/${step}.json`);
  if (!bytes) return refuse("is missing");
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return refuse("is not JSON");
  }
  const parsed = parseStepResult(value);
  if (!parsed.ok) return refuse(`does not match its schema: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`);
  const result = parsed.value;
  if (result.step !== step) return refuse(`is of step ${result.step}`);
  if (result.status !== "success") return refuse(`is ${result.status} (${result.code})`);
  if (headSha !== undefined && result.headSha !== undefined && result.headSha !== headSha) {
    return refuse(`is of commit ${result.headSha}`);
  }
  return result;
}
