import { join } from "node:path";
import type { Step, StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, parseStepResult, type StepResult } from "@plugsmith/schemas";
import { applyChecks } from "./apply-checks.ts";
import { parseMatrix } from "./parse-matrix.ts";
import { renderCheck } from "./render-check.ts";
import { renderCompatibility } from "./render-compatibility.ts";
import { renderRetryNote, workSteps } from "./render-retry-note.ts";

const mostBytes = 256 * 1024;

/** The artifact comes from the job that ran plugin code, so it is read as untrusted data. */
function readResult(
  toolkit: StepToolkit,
  folder: string,
  step: StepResult["step"],
  name: string,
  headSha: string,
  file = `${step}.json`,
): StepResult | null {
  const refuse = (why: string) => {
    throw new ForgeError("input_invalid", {
      message: `The result of step ${step} ${why}.`,
      hint: "Run the pipeline again.",
    });
  };
  const bytes = toolkit.readFile(folder, file);
  if (!bytes) return null;
  if (bytes.length > mostBytes) return refuse("is too large");
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return refuse("is not JSON");
  }
  const parsed = parseStepResult(value);
  if (!parsed.ok || parsed.value.step !== step) return refuse("does not match its schema");
  const { plugin, headSha: of } = parsed.value;
  if (plugin !== undefined && plugin.name !== name) return refuse("is of another plugin");
  if (of !== undefined && of !== headSha) return refuse("is of another commit");
  return parsed.value;
}

/** Report: one check run per step of the pipeline on the head commit. */
export const reportPlugin: Step = {
  name: "report",
  async run(toolkit) {
    const folder = toolkit.requiredInput("results-dir");
    const headSha = toolkit.requiredInput("head-sha");
    const name = toolkit.requiredInput("name");
    const token = toolkit.requiredInput("github-token");
    toolkit.mask(token);
    const note = renderRetryNote(toolkit.input("from"));
    const { repository, apiUrl, serverUrl, runId, workspace } = toolkit.run;
    if (!repository || !/^[0-9a-f]{40}$/.test(headSha)) {
      throw new ForgeError("input_invalid", {
        message: "head-sha or GITHUB_REPOSITORY is not valid.",
        hint: "Run this in a workflow.",
      });
    }
    const place = folder.startsWith("/") || !workspace ? folder : join(workspace, folder);
    // Only the work job's steps: nothing in an artifact can paint another check, `forge / approvals` above all.
    const results = workSteps.flatMap((step) => readResult(toolkit, place, step, name, headSha) ?? []);
    if (results.length === 0) {
      throw new ForgeError("input_invalid", {
        message: "There are no results to report.",
        hint: "Download the artifact forge-results first.",
      });
    }
    const url = runId === undefined ? undefined : `${serverUrl}/${repository}/actions/runs/${runId}`;
    const checks = results.map((result) => renderCheck(result, headSha, name, url));
    const { created, updated } = await applyChecks({ apiUrl, repository, token, fetch: globalThis.fetch }, checks);
    // After the check runs, which do not depend on it: a list that cannot be read costs its table alone.
    const outcomes = parseMatrix(toolkit.input("compatibility")).map((pair) => {
      const file = `compatibility-${pair.wordpress}-${pair.php}.json`;
      return { ...pair, result: readResult(toolkit, place, "sandbox", name, headSha, file) };
    });
    const summary = [note, renderCompatibility(outcomes)].filter((text) => text !== undefined).join("\n\n");
    return {
      message: `Reported ${results.length} steps: ${created} new check runs, ${updated} updated.`,
      facts: { created, updated },
      ...(summary === "" ? {} : { summary }),
    };
  },
};
