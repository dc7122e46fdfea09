import type { StepReport } from "@plugsmith/action-kit";
import type { CmsResult } from "./apply-cms-scenario.ts";
import { describeEvidence } from "./describe-evidence.ts";
import { renderCmsSummary } from "./render-cms-summary.ts";

type Sandbox = NonNullable<StepReport["sandbox"]>;

/** What a step says about a scenario that was played: the level, versions and costs, and failed when an act failed. */
export function decideVerdict(
  result: Pick<CmsResult, "place" | "report" | "files" | "peakRssMiB" | "limits">,
  before: Readonly<Record<string, number>>,
  plugin: string,
): StepReport & { sandbox: Sandbox } {
  const { place, report, files, peakRssMiB, limits } = result;
  const { acts, driver, level, versions, bootMs, scenarioMs, requests, restarts } = report;
  const passed = acts.filter(({ status }) => status === "passed").length;
  const failed = acts.find(({ status }) => status === "failed");
  const pictures = files.map(({ name }) => name).filter((name) => name.endsWith(".png"));
  const where = `${place} (level ${level}, driver ${driver})`;
  const measurements = {
    ...before,
    ...{ cmsBootMs: bootMs, cmsScenarioMs: scenarioMs, cmsRequests: requests, cmsRestarts: restarts },
    ...{ cmsActsPassed: passed, cmsPictures: pictures.length, cmsPeakRssMiB: peakRssMiB },
  };
  const said = {
    sandbox: {
      ...{ driver, level, network: "none" as const, limits: { ...limits } },
      ...{ versions: { ...versions, plugin }, measurements },
    },
    artifacts: describeEvidence(files),
    summary: renderCmsSummary(report, pictures),
  };
  if (failed || passed === 0) {
    const message = `In ${where}: ${failed ? `"${failed.title}" failed: ${failed.detail}` : "nothing was played."}`;
    const hint = "Look at sandbox/pictures and sandbox/errors.log in the results.";
    return { status: "failed", code: "sandbox_failed", message: message.slice(0, 1900), hint, ...said };
  }
  const message = `Lived in ${where}: ${passed} acts, ${pictures.length} pictures, no call left the machine.`;
  return { message, ...said };
}
