import { ForgeError } from "@plugsmith/schemas";
import { pick, pickText, readPluginTree, readPull, refuseAnswer } from "@plugsmith/trust/github";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import type { MergePlan } from "./plan-merge.ts";

async function mergeHead(inputs: MergeInputs, ports: PublishPorts, plan: Extract<MergePlan, { kind: "merge" }>) {
  const { api, repository } = ports;
  const answer = await api.request("PUT", `/repos/${repository}/pulls/${inputs.pullRequest}/merge`, {
    sha: inputs.headSha,
    merge_method: "merge",
    commit_title: plan.title,
    commit_message: plan.message,
  });
  if (answer.status === 200 && pick(answer.body, "merged") === true) return pickText(answer.body, "sha");
  // Another run may have been faster, or an earlier answer got lost: the pull request itself tells.
  const pull = await readPull(api, repository, inputs.pullRequest);
  if (pull.headSha !== inputs.headSha)
    throw new ForgeError("head_moved", { hint: "Have the new head reviewed, then publish it." });
  if (pull.merged && pull.mergeSha !== null) return pull.mergeSha;
  return refuseAnswer("the merge", answer);
}

/**
 * Merges, where that is left to do, and checks that the merge commit holds exactly the reviewed files.
 * @returns the merge commit. @throws ForgeError `head_moved`, `publish_failed`, `tree_mismatch`.
 */
export async function applyMerge(
  plan: MergePlan,
  inputs: MergeInputs,
  ports: PublishPorts,
  tree: string,
): Promise<string> {
  const mergeSha = plan.kind === "done" ? plan.mergeSha : await mergeHead(inputs, ports, plan);
  const merged = await readPluginTree(ports.api, ports.repository, mergeSha, inputs.name);
  if (merged !== tree)
    throw new ForgeError("tree_mismatch", {
      message: `Merge commit ${mergeSha.slice(0, 7)} holds other files than the reviewed ones; nothing is signed.`,
      hint: "Look at plugins/ on the default branch, open a new request for a corrected version.",
      facts: { expected: tree, found: merged },
    });
  return mergeSha;
}
