import { type ChannelConfig, ForgeError } from "@plugsmith/schemas";
import { channelLimits, listChannels } from "@plugsmith/trust";
import { checkHold } from "../check-hold.ts";
import type { MergeInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { applyMerge } from "./apply-merge.ts";
import { gatherMerge } from "./gather-merge.ts";
import { planMerge } from "./plan-merge.ts";

export interface MergeReport {
  readonly version: string;
  readonly request: number;
  /** null in a dry run that would have merged. */
  readonly mergeSha: string | null;
  /** Kinds of the channels that the version goes to, from forge.yml of the base branch. */
  readonly channels: readonly string[];
  readonly message: string;
}

/** A package that a channel cannot take is refused while the pull request can still be changed. */
function checkSize(channels: readonly ChannelConfig[], size: number): void {
  const narrow = channels.find(({ kind }) => size > channelLimits[kind]);
  if (narrow)
    throw new ForgeError("channel_too_large", {
      message: `The package has ${size} bytes; ${narrow.name} takes ${channelLimits[narrow.kind]}.`,
      hint: "Make the plugin smaller, or take the channel out of forge.yml.",
    });
}

/** Phase merge: gather, plan, apply; run again after any interruption, it goes on where it stopped. */
export async function mergePlugin(inputs: MergeInputs, ports: PublishPorts): Promise<MergeReport> {
  const facts = await gatherMerge(inputs, ports);
  const plan = planMerge(inputs, facts);
  // Asked last, so that a hold of this very minute counts.
  await checkHold(ports.api, ports.repository, facts.publication.pin.requestNumber);
  const { manifest, pin, tree, quorum, pull, config } = facts.publication;
  // Listed before the merge: channels that contradict each other must not be found after it.
  const channels = listChannels(config, manifest);
  if (plan.kind === "merge") checkSize(channels, inputs.size);
  const kinds = channels.map(({ kind }) => kind);
  const shared = { version: manifest.version, request: pin.requestNumber, channels: kinds };
  const what = `${inputs.name} ${manifest.version}, pull request #${pull.number}`;
  if (inputs.dryRun && plan.kind === "merge")
    return {
      ...shared,
      mergeSha: null,
      message: `Dry run: would merge ${what} (${quorum.count} approvals), then publish on ${channels.map(({ name }) => name).join(", ")}.`,
    };
  const mergeSha = await applyMerge(plan, inputs, ports, tree);
  const done = plan.kind === "done" ? "Already merged" : "Merged";
  return { ...shared, mergeSha, message: `${done} ${what} as ${mergeSha.slice(0, 7)} (${quorum.count} approvals).` };
}
