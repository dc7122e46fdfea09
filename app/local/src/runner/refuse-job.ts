import { ForgeError } from "@plugsmith/schemas";
import { type Contexts, evaluateTemplate, toText } from "./evaluate-template.ts";
import type { LocalGitHub } from "./local-github-port.ts";
import type { JobDefinition } from "./workflow-file.ts";

const labelsHere = new Set(["ubuntu-latest", "ubuntu-24.04", "self-hosted", "linux", "x64", "arm64"]);

/** Labels of `runs-on`. Throws `job_unsupported` for one that this machine does not have. */
export function decideLabels(job: JobDefinition, contexts: Contexts): readonly string[] {
  const value = evaluateTemplate(job.runsOn, contexts);
  const object = typeof value === "object" && value !== null && !Array.isArray(value);
  const asked = object ? (value as Record<string, unknown>)["labels"] : value;
  const labels = (Array.isArray(asked) ? asked : [asked]).map(toText);
  const unknown = labels.find((label) => !labelsHere.has(label.toLowerCase()));
  if (unknown === undefined) return labels;
  throw new ForgeError("job_unsupported", {
    message: `No runner with the label "${unknown.slice(0, 80)}" is here.`,
    hint: "The local runner has ubuntu-latest, ubuntu-24.04, self-hosted, linux.",
  });
}

/** Name of the job's environment, if any. Throws `job_unsupported` when it has protection that this runner cannot enforce. */
export function decideEnvironment(
  job: JobDefinition,
  contexts: Contexts,
  github: LocalGitHub,
  repository: string,
): string | undefined {
  const value = evaluateTemplate(job.environment, contexts);
  const name = toText(typeof value === "object" && value !== null ? (value as Record<string, unknown>)["name"] : value);
  if (name === "") return undefined;
  const rules = github.readEnvironment?.(repository, name)?.protectionRules ?? [];
  if (rules.length === 0) return name;
  throw new ForgeError("job_unsupported", {
    message: `The environment "${name}" is protected by ${rules.join(", ")}, which the local runner cannot enforce.`,
    hint: "Remove the rule in the local GitHub; on github.com it is enforced.",
  });
}
