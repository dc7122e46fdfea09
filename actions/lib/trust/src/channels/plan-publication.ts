import {
  type ChannelConfig,
  type ChannelEvidence,
  type ChannelLedger,
  type ChannelTrouble,
  type ErrorCode,
  ForgeError,
} from "@plugsmith/schemas";
import type { ChannelAnswer } from "./channel-answer.ts";
import { channelLimits } from "./list-channels.ts";

export interface PublicationWant {
  readonly name: string;
  readonly version: string;
  /** Of the approved package. */
  readonly digest: string;
  /** Bytes of the package. */
  readonly size: number;
  /** In the order in which they are to be published. */
  readonly channels: readonly ChannelConfig[];
}

export interface PublicationHave {
  readonly ledger: ChannelLedger | null;
  /** What each channel says now, by name. */
  readonly answers: ReadonlyMap<string, ChannelAnswer>;
}

/** What is left to do on one channel. */
export type ChannelStep = { readonly channel: ChannelConfig } & (
  | { readonly action: "none" }
  /** The channel has it and the ledger does not say so. */
  | { readonly action: "record"; readonly state: "published" | "handed_over"; readonly evidence: ChannelEvidence }
  /** `intend`: the ledger must first say that it is about to be. */
  | { readonly action: "publish"; readonly intend: boolean }
  /** The channel could not be asked; nothing is done there. */
  | { readonly action: "postpone"; readonly trouble: ChannelTrouble }
  | { readonly action: "refuse"; readonly trouble: ChannelTrouble }
);

/**
 * Without these two nothing is published at all. They keep their own intent: a draft release, and the one commit that enters
 * the version and the ledger.
 */
const base = ["github-release", "registry"];

const lasting = ["version_exists", "version_not_higher", "version_revoked", "version_removed", "channel_disagrees"];
/** Is this a refusal that stays one however often it is tried? Other trouble may pass. */
export const isLasting = (code: string): boolean => lasting.includes(code);

const refuse = (channel: ChannelConfig, code: ErrorCode, message: string, hint: string): ChannelStep => ({
  channel,
  action: "refuse",
  trouble: { code, message: message.slice(0, 500), hint },
});

function planChannel(want: PublicationWant, have: PublicationHave, channel: ChannelConfig): ChannelStep {
  const what = `${want.name} ${want.version}`;
  const entry = have.ledger?.channels.find((one) => one.channel === channel.name);
  const answer = have.answers.get(channel.name) ?? { state: "absent" };
  if (entry?.state === "retracted")
    return refuse(
      channel,
      "version_revoked",
      `${what} was retracted from ${channel.name}.`,
      "Publish a corrected version with a higher number.",
    );
  switch (answer.state) {
    case "trouble":
      return { channel, action: isLasting(answer.trouble.code) ? "refuse" : "postpone", trouble: answer.trouble };
    case "other_bytes":
      return refuse(
        channel,
        "version_exists",
        `${channel.name} has ${what} with other bytes: ${answer.found}.`,
        "A published version never changes; ask for the change as a new version.",
      );
    case "higher":
      return refuse(
        channel,
        "version_not_higher",
        `${channel.name} has ${answer.version} already, which is higher than ${want.version}.`,
        "Ask for a version above the published one.",
      );
    case "published":
    case "handed_over": {
      const known = entry?.state === answer.state && entry.trouble === undefined;
      const same = known && JSON.stringify(entry.evidence) === JSON.stringify(answer.evidence);
      return same
        ? { channel, action: "none" }
        : { channel, action: "record", state: answer.state, evidence: answer.evidence };
    }
    case "absent":
    case "begun":
      if (entry?.state === "published" || entry?.state === "handed_over")
        return refuse(
          channel,
          "channel_disagrees",
          `${what} was published on ${channel.name}, and is not there any more.`,
          "A version is published once. Ask who removed it there, and publish a higher version.",
        );
      if (want.size > channelLimits[channel.kind])
        return refuse(
          channel,
          "channel_too_large",
          `The package has ${want.size} bytes; ${channel.name} takes ${channelLimits[channel.kind]}.`,
          "Make the plugin smaller, or take the channel out of forge.yml.",
        );
      return {
        channel,
        action: "publish",
        intend: !base.includes(channel.kind) && entry?.state !== "intended",
      };
  }
}

/** A version that release or registry cannot take is published nowhere, for the same reason. */
function holdBack(steps: readonly ChannelStep[]): ChannelStep[] {
  const first = steps.find(
    ({ channel, action }) => base.includes(channel.kind) && (action === "refuse" || action === "postpone"),
  );
  if (first?.action !== "refuse" && first?.action !== "postpone") return [...steps];
  const { action, trouble } = first;
  return steps.map((step) => (step.action === "publish" ? { channel: step.channel, action, trouble } : step));
}

/**
 * What is left to do until every channel has the version, in order: want − have. Pure; a second plan over what the first
 * one brought about has only `none`. Nothing is published anywhere while release or registry refuses the version.
 * @throws ForgeError `version_exists` when the ledger is of other bytes.
 */
export function planPublication(want: PublicationWant, have: PublicationHave): ChannelStep[] {
  if (have.ledger && have.ledger.digest !== want.digest)
    throw new ForgeError("version_exists", {
      message: `${want.name} ${want.version} is already published with other bytes.`,
      hint: "A published version never changes; ask for the change as a new version.",
      facts: { published: have.ledger.digest, offered: want.digest },
    });
  return holdBack(want.channels.map((channel) => planChannel(want, have, channel)));
}
