import type { Effect } from "../effects/effect.ts";
import type { Facts } from "../facts/facts.ts";
import type { StateName } from "./request-state.ts";

/** A state that is over in minutes is not worth a write: GitHub limits content-creating requests. */
const withoutIssueLabel = new Set<StateName>(["publishing"]);

/** States that the pull request's label follows; the count of approvals stands in its check. */
const pullStates = new Set<StateName>([
  "testing",
  "failed",
  "review",
  "published",
  "cancelled",
  "suspended",
  "revoked",
]);

const isLabelOfForge = (label: string) => label.startsWith("forge/");

/** A thread's labels with the forge's one state label; people's own labels stay. */
export function listWantedLabels(labels: readonly string[], state: StateName): readonly string[] {
  return [...labels.filter((label) => !isLabelOfForge(label)), `forge/${state}`];
}

function decideLabel(number: number, labels: readonly string[], state: StateName): Effect[] {
  const wanted = listWantedLabels(labels, state);
  const isSo = wanted.length === labels.length && wanted.every((label) => labels.includes(label));
  return isSo ? [] : [{ kind: "label", number, labels: wanted }];
}

/** State labels of issue and pull request, where they are not so already. `closing`: the issue's come with its closing. */
export function decideLabels({ request, pull }: Facts, state: StateName, closing: boolean): Effect[] {
  return [
    ...(closing || withoutIssueLabel.has(state) ? [] : decideLabel(request.number, request.labels, state)),
    ...(pull && pullStates.has(state) ? decideLabel(pull.number, pull.labels, state) : []),
  ];
}
