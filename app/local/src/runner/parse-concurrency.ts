import { ForgeError } from "@plugsmith/schemas";
import { type Contexts, evaluateTemplate, toText } from "./evaluate-template.ts";
import type { Template } from "./template.ts";

/** An evaluated `concurrency:`; the group is lower case and below its repository, as GitHub compares it. */
export function parseConcurrency(
  template: Template | undefined,
  contexts: Contexts,
  repository: string,
): { group: string; cancelInProgress: boolean; queue: "single" | "max" } | undefined {
  if (template === undefined) return undefined;
  const value = evaluateTemplate(template, contexts);
  const map = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : { group: value };
  const group = toText(map["group"]);
  if (group === "") throw new ForgeError("workflow_invalid", { message: "The concurrency group is empty." });
  const cancelInProgress = map["cancel-in-progress"] === true || map["cancel-in-progress"] === "true";
  return {
    group: `${repository}/${group}`.toLowerCase(),
    cancelInProgress,
    queue: map["queue"] === "max" ? "max" : "single",
  };
}
