import { ForgeError } from "@plugsmith/schemas";
import { requireSignable } from "@plugsmith/trust";
import {
  findPluginTree,
  type GitHubApi,
  gatherPublication,
  type Publication,
  pick,
  pickText,
  readAnswer,
  readList,
  readSigningWorkflow,
  readTestEvidence,
  textOrNull,
} from "@plugsmith/trust/github";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import type { SigningFacts } from "./check-signing.ts";
import type { ChangedFile, MergeFacts } from "./plan-merge.ts";

async function readFiles(api: GitHubApi, repository: string, pullRequest: number): Promise<ChangedFile[]> {
  const path = `/repos/${repository}/pulls/${pullRequest}`;
  const [pull, entries] = await Promise.all([readAnswer(api, path), readList(api, `${path}/files`)]);
  const count = pick(pull, "changed_files");
  if (typeof count === "number" && count > entries.length)
    throw new ForgeError("diff_outside_plugin", {
      message: `The pull request changes ${count} files, of which GitHub lists only ${entries.length}.`,
      hint: "Make the plugin smaller: what cannot be listed cannot be checked.",
    });
  return entries.map((entry) => ({
    path: pickText(entry, "filename"),
    previousPath: textOrNull(pick(entry, "previous_filename")),
  }));
}

/** Asked only where a quorum would merge; null: nobody is about to. */
async function gatherSigning(
  inputs: MergeInputs,
  ports: PublishPorts,
  { pipeline, manifest, quorum }: Publication,
  signers: SigningFacts["signers"],
): Promise<SigningFacts | null> {
  if (pipeline === null || !quorum.reached) return null;
  const { api, repository, runId } = ports;
  const { name, headSha, digest } = inputs;
  const plugin = { name, version: manifest.version };
  const [workflow, tests] = await Promise.all([
    readSigningWorkflow(api, repository, runId),
    readTestEvidence(api, { repository, pipeline, plugin, headSha, digest }),
  ]);
  return { workflow, signers, tests, at: ports.now() };
}

/** Reads everything that merging decides on. Throws as `gatherPublication`, and `policy_invalid` without a trusted root. */
export async function gatherMerge(inputs: MergeInputs, ports: PublishPorts): Promise<MergeFacts> {
  const { api, repository, loadYaml, runUrl } = ports;
  const { name, headSha, pullRequest, digest } = inputs;
  const { reviewers, registry, trustedRoot, signers } = await ports.registry.read();
  const now = ports.now().toISOString();
  const publication = await gatherPublication(api, {
    repository,
    name,
    headSha,
    pullRequest,
    digest,
    reviewers,
    registry,
    now,
    loadYaml,
  });
  // Asked now, because the sign job could not go on without it after the merge.
  requireSignable(trustedRoot, publication.config.signing);
  const files = await readFiles(api, repository, pullRequest);
  if (publication.pull.merged) return { publication, files, baseTree: null, forkTree: null, signing: null, runUrl };
  const base = encodeURIComponent(publication.defaultBranch);
  const comparison = await readAnswer(api, `/repos/${repository}/compare/${base}...${headSha}`);
  const [baseTree, forkTree, signing] = await Promise.all([
    findPluginTree(api, repository, pickText(comparison, "base_commit", "sha"), name),
    findPluginTree(api, repository, pickText(comparison, "merge_base_commit", "sha"), name),
    gatherSigning(inputs, ports, publication, signers),
  ]);
  return { publication, files, baseTree, forkTree, signing, runUrl };
}
