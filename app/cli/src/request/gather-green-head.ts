import { readResults, readRuns } from "@plugsmith/app";
import { ForgeError } from "@plugsmith/schemas";
import type { PullSummary } from "../forge/person-client.ts";
import type { TokenClient } from "./read-connection.ts";

/** What somebody approves: this commit, from which the pipeline made this package. */
export interface GreenHead {
  readonly plugin: string;
  readonly headSha: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  readonly run: string;
}

const hour = 3_600_000;
/** More successful runs of one commit are not compared; the bot has the same limit. */
const maxCompared = 5;

const notNow = (message: string, hint: string) => new ForgeError("not_now", { message, hint });
/** It will be otherwise without anybody's doing. */
const notYet = (message: string) =>
  new ForgeError("not_now", { message, hint: "Try again when it has ended, or add --wait.", facts: { waits: true } });

/**
 * The head of a pull request with the digest that its pipeline found, read where nobody can paint: from the dispatched
 * runs of the default branch's workflow, not from check runs or comments.
 * @throws ForgeError `not_now` while the newest run is not green, `not_reproducible` when two green runs disagree,
 * `diff_outside_plugin` when the pull request is no plugin's
 */
export async function gatherGreenHead(client: TokenClient, pull: PullSummary): Promise<GreenHead> {
  const headSha = pull.head.sha;
  const short = headSha.slice(0, 7);
  if (pull.state !== "open")
    throw notNow(`Pull request #${pull.number} is closed.`, "Only an open pull request is approved.");
  const plugin = /^plugins\/([a-z0-9-]+)\//.exec((await client.firstFileOf(pull.number)) ?? "")?.[1];
  if (!plugin) {
    throw new ForgeError("diff_outside_plugin", {
      message: `Pull request #${pull.number} changes no plugin.`,
      hint: "Name the request, or the pull request that the bot made for it.",
    });
  }
  const runs = await readRuns(client.request, client.repository, {
    workflow: "forge-pipeline.yml",
    branch: pull.base.ref,
    title: `forge-pipeline ${plugin} ${headSha}`,
    since: new Date(Date.parse(pull.created_at) - hour).toISOString(),
  });
  const [newest] = runs;
  if (!newest) throw notYet(`No pipeline has run for ${short} yet.`);
  if (newest.status !== "completed") throw notYet(`The pipeline of ${short} is still running: ${newest.url}`);
  if (newest.conclusion !== "success") {
    const hint = "The status comment says why. Push a correction, or comment /forge retry.";
    throw notNow(`The pipeline of ${short} is not green (${newest.conclusion}): ${newest.url}`, hint);
  }
  const green = runs.filter((run) => run.conclusion === "success").slice(0, maxCompared);
  const results = await Promise.all(green.map((run) => readResults(client.request, client.repository, run.id)));
  const found = results.map(
    (steps) => steps.find((step) => step.step === "package" && step.status === "success")?.digest,
  );
  const digest = found[0];
  if (!digest) throw notNow(`The pipeline of ${short} left no digest: ${newest.url}`, "Comment /forge retry.");
  if (new Set(found.filter(Boolean)).size > 1) {
    throw new ForgeError("not_reproducible", {
      message: `Two pipeline runs of ${short} made different packages; nobody can approve that.`,
      hint: "Make the build reproducible and push.",
    });
  }
  return { plugin, headSha, digest, run: newest.url };
}
