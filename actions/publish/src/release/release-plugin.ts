import { ForgeError, renderInert } from "@plugsmith/schemas";
import { listChannels, type verifyPackage } from "@plugsmith/trust";
import { makeChannels, makeTools } from "../channels/make-channels.ts";
import { checkHold } from "../check-hold.ts";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import { applyPublication, type ChannelOutcome, gatherPlan } from "../publication/apply-publication.ts";
import { openLedgerBook } from "../publication/ledger-book.ts";
import { renderOutcomes, renderPlan } from "../publication/render-publication.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { gatherRelease } from "./gather-release.ts";
import type { SignedFiles } from "./signed-files.ts";

export interface ReleaseReport {
  readonly tag: string;
  readonly outcomes: readonly ChannelOutcome[];
  /** Channels on which something was done. */
  readonly changed: number;
  readonly message: string;
  /** Markdown: what was proved, and the channels. */
  readonly summary: string;
}

/** Two runs at once may get in each other's way; whoever comes second looks again. */
const passing = ["publish_failed", "version_exists", "registry_conflict"];

async function publishOnce(
  inputs: ReleaseInputs,
  ports: PublishPorts,
  signed: SignedFiles,
  verify: typeof verifyPackage | undefined,
  again: () => void,
) {
  const { publication, config, read, proved } = await gatherRelease(inputs, ports, signed, verify);
  const { tag, manifest, digest } = publication;
  const subject = { name: manifest.name, version: manifest.version, digest, request: inputs.request };
  const book = openLedgerBook({ registry: ports.registry, subject, read, runId: ports.runId, now: ports.now });
  const channels = makeChannels(listChannels(config, manifest), makeTools(ports, book));
  const steps = await gatherPlan(channels, publication, book);
  const described = steps.map((step, index) => ({ step, words: channels[index]?.describe(publication) ?? "" }));
  if (inputs.dryRun) return { tag, proved, outcomes: [], plan: renderPlan(tag, described) };
  if (steps.some(({ action }) => action === "publish")) await checkHold(ports.api, ports.repository, inputs.request);
  again();
  return { tag, proved, outcomes: await applyPublication(steps, channels, publication, book), plan: null };
}

/**
 * Phase release: verifies everything, asks every channel, plans, and applies what is left.
 * @throws ForgeError `channel_incomplete` when release and registry have the version and another channel does not.
 */
export async function releasePlugin(
  inputs: ReleaseInputs,
  ports: PublishPorts,
  signed: SignedFiles,
  verify?: typeof verifyPackage,
): Promise<ReleaseReport> {
  let writing = false;
  const publish = () =>
    publishOnce(inputs, ports, signed, verify, () => {
      writing = true;
    });
  const done = await publish().catch((error: unknown) => {
    if (writing && error instanceof ForgeError && passing.includes(error.code)) return publish();
    throw error;
  });
  const { tag, proved, outcomes, plan } = done;
  const summary = [...proved.map((sentence) => `- ${renderInert(sentence)}`), "", ...renderOutcomes(outcomes)].join(
    "\n",
  );
  if (plan !== null) return { tag, outcomes, changed: 0, message: plan, summary };
  const left = outcomes.filter(({ trouble }) => trouble !== undefined);
  if (left.length > 0)
    throw new ForgeError("channel_incomplete", {
      message:
        `${tag} is released and in the registry. Not on ${left.map(({ channel, trouble }) => `${channel} (${trouble?.code}: ${trouble?.message})`).join(", ")}`.slice(
          0,
          900,
        ),
      hint: "Comment `/forge retry publish` on the request; it does only what is missing.",
      facts: { channels: left.map(({ channel }) => channel).join(",") },
    });
  const changed = outcomes.filter(({ state }) => state !== "unchanged").length;
  const message = changed === 0 ? `${tag} was published already.` : `Published ${tag}.`;
  return { tag, outcomes, changed, message, summary };
}
