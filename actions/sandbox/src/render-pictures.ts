import type { StepReport, StepToolkit } from "@plugsmith/action-kit";
import { describePictures } from "@plugsmith/schemas";

/** One line of the job summary: which pictures there are, and the way to them. GitHub shows no file of an artifact in a page. */
export function renderPictures(artifacts: StepReport["artifacts"] = [], run: StepToolkit["run"]): string {
  const pictures = describePictures({ artifacts: [...artifacts] });
  if (pictures === null) return "";
  const { serverUrl, repository, runId } = run;
  const place =
    repository && runId
      ? `in the artifact [forge-sandbox](${serverUrl}/${repository}/actions/runs/${runId}#artifacts) of this run, folder \`pictures\``
      : "in the folder `sandbox/pictures` of the results";
  return `**${pictures.count} pictures** ${place}: ${pictures.words}.`;
}
