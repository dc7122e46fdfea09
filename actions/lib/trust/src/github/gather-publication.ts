import {
  type ForgeConfig,
  ForgeError,
  type ForgePin,
  type PluginManifest,
  parseForgeConfig,
  parseForgePin,
  parsePluginManifest,
  type Registry,
  type Reviewers,
} from "@plugsmith/schemas";
import { type Confirmation, decideConfirmation } from "../permissions/decide-confirmation.ts";
import { renderApprovalMessage } from "../proof/approval-message.ts";
import { findSshSignature } from "../proof/find-ssh-signature.ts";
import { decideExcluded } from "../quorum/decide-excluded.ts";
import { decideQuorum } from "../quorum/decide-quorum.ts";
import type { ExcludedPerson, Quorum, ReviewFact } from "../quorum/quorum.ts";
import { pickAccount, pickId, pickText } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readAnswer, readVisible } from "./read-answer.ts";
import { readMaintainerIds } from "./read-maintainer-ids.ts";
import { type PipelineRun, readPipelineRun } from "./read-pipeline-run.ts";
import { readPluginTree } from "./read-plugin-tree.ts";
import { type PullFact, readCommits, readPull, readReviews } from "./read-pull.ts";
import { readPushers } from "./read-pushers.ts";
import { readParsedFile } from "./read-repository-file.ts";
import { readResetAt } from "./read-reset-at.ts";

export interface PublicationQuestion {
  /** owner/name. */
  readonly repository: string;
  readonly name: string;
  readonly headSha: string;
  readonly pullRequest: number;
  /** D: what approvers sign where the configuration asks for signatures. */
  readonly digest: string;
  readonly reviewers: Reviewers;
  /** Of the registry: what the plugin's published versions may do. */
  readonly registry: Registry;
  readonly now: string;
  /** Strict YAML reader for `.github/forge.yml`. */
  readonly loadYaml: (text: string) => unknown;
}

export interface Publication {
  readonly repositoryId: string;
  readonly defaultBranch: string;
  /** Of the default branch: a pull request cannot change it. */
  readonly config: ForgeConfig;
  /** Of H. */
  readonly manifest: PluginManifest;
  readonly pin: ForgePin;
  readonly tree: string;
  readonly pull: PullFact;
  /** The run whose result was approved; null: none, so nothing counts. */
  readonly pipeline: PipelineRun | null;
  readonly quorum: Quorum;
  readonly excluded: readonly ExcludedPerson[];
  /** The permissions that the approvers confirmed; null: no more than the published version has. */
  readonly confirmation: Confirmation | null;
  /** Armored SSH signatures of the counted reviews by review id, where the configuration demands them. */
  readonly signatures: Readonly<Record<number, string>>;
}

/** Refuses a pull request that is not the forge's own for this head and the default branch. */
function checkPull(pull: PullFact, question: PublicationQuestion, defaultBranch: string): void {
  if (pull.headSha !== question.headSha)
    throw new ForgeError("head_moved", {
      message: `The pull request's head is ${pull.headSha.slice(0, 7)}, not the approved ${question.headSha.slice(0, 7)}.`,
      hint: "Have the new head reviewed, then publish it.",
      facts: { expected: question.headSha, found: pull.headSha },
    });
  const problem =
    pull.baseRef !== defaultBranch
      ? `it goes into ${pull.baseRef.slice(0, 80)}, not into ${defaultBranch}`
      : pull.headRepository?.toLowerCase() !== question.repository.toLowerCase()
        ? "it comes from another repository"
        : !pull.open && !pull.merged
          ? "it is closed without being merged"
          : null;
  if (problem !== null)
    throw new ForgeError("not_now", {
      message: `Pull request #${pull.number} cannot be published: ${problem}.`,
      hint: "Publish the pull request that the forge itself opened.",
    });
}

async function readExcluded(api: GitHubApi, repository: string, pull: PullFact, pin: ForgePin) {
  const [commits, pushers, issue] = await Promise.all([
    readCommits(api, repository, pull),
    readPushers(api, repository, pull.headRef),
    readVisible(api, `/repos/${repository}/issues/${pin.requestNumber}`),
  ]);
  const forgeLogin = pull.author?.login ?? "";
  const asker = issue === null ? null : pickAccount(issue, "user");
  const excluded = decideExcluded({ requester: pin.requester, commits, forgeLogin, pushers });
  // Both the request's author and the one whom the generated file names: a commit can change the file, not the issue.
  const isKnown = asker === null || excluded.some((person) => person.id === asker.id);
  return isKnown ? excluded : [...excluded, { id: asker.id, login: asker.login, reason: "requester" as const }];
}

function pickSignatures(quorum: Quorum, reviews: readonly ReviewFact[]): Record<number, string> {
  const bodies = new Map(reviews.map(({ id, body }) => [id, body ?? ""]));
  const found = quorum.counted.map(({ reviewId }) => [reviewId, findSshSignature(bodies.get(reviewId) ?? "")]);
  return Object.fromEntries(found.filter(([, signature]) => signature !== null));
}

/**
 * Everything that merging and signing decide on, read fresh: configuration of the default branch, plugin and pin of H, pull
 * request, and the quorum counted again.
 * @throws ForgeError `head_moved`, `not_now`, `config_invalid`, `manifest_invalid`, `publish_failed`.
 */
export async function gatherPublication(api: GitHubApi, question: PublicationQuestion): Promise<Publication> {
  const { repository, name, headSha, reviewers, now } = question;
  const home = await readAnswer(api, `/repos/${repository}`);
  const defaultBranch = pickText(home, "default_branch");
  const pull = await readPull(api, repository, question.pullRequest);
  checkPull(pull, question, defaultBranch);
  const ofHead = (file: string) => ({ repository, path: `plugins/${name}/${file}`, ref: headSha });
  const [config, manifest, pin, tree, reviews, pipeline, resetAt] = await Promise.all([
    readParsedFile(
      api,
      { repository, path: ".github/forge.yml", ref: defaultBranch },
      parseForgeConfig,
      "config_invalid",
      question.loadYaml,
    ),
    readParsedFile(api, ofHead("plugin.json"), parsePluginManifest, "manifest_invalid"),
    readParsedFile(api, ofHead("forge.json"), parseForgePin, "manifest_invalid"),
    readPluginTree(api, repository, headSha, name),
    readReviews(api, repository, pull.number),
    readPipelineRun(api, { repository, defaultBranch, name, headSha }),
    readResetAt(api, repository, pull.number),
  ]);
  if (manifest.name !== name || pin.request.name !== name)
    throw new ForgeError("manifest_invalid", { message: `The files of plugins/${name} name another plugin.` });
  const excluded = await readExcluded(api, repository, pull, pin);
  const versions = question.registry.plugins.find((plugin) => plugin.name === name)?.versions ?? [];
  const others = versions.filter(({ version }) => version !== manifest.version);
  const confirmation = decideConfirmation(others, manifest.permissions);
  const { required, proof } = config.approvals;
  const message = renderApprovalMessage({ name, version: manifest.version, digest: question.digest, headSha });
  const demand = proof === "ssh" || proof === "ssh-sk" ? ({ kind: proof, message } as const) : null;
  const quorum = decideQuorum({
    headSha,
    digestKnownSince: pipeline?.endedAt ?? null,
    required,
    reviews,
    reviewers,
    // Whoever is missing in either list does not count; a team is asked by the App, agents and workflows have the file.
    teamIds: config.approvers.users?.map(({ id }) => id) ?? null,
    excluded,
    resetAt,
    confirmation: confirmation?.line ?? null,
    proof: demand,
    maintainerIds: config.critical?.includes(name) ? await readMaintainerIds(api, repository, reviews) : null,
    now,
  });
  return {
    confirmation,
    signatures: demand === null ? {} : pickSignatures(quorum, reviews),
    repositoryId: String(pickId(home, "id")),
    defaultBranch,
    config,
    manifest,
    pin,
    tree,
    pull,
    pipeline,
    quorum,
    excluded,
  };
}
