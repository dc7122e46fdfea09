import { type ChannelTrouble, ForgeError } from "@plugsmith/schemas";
import {
  type ChannelAnswer,
  type ChannelStep,
  isLasting,
  type PublicationWant,
  planPublication,
} from "@plugsmith/trust";
import type { Channel, Publication } from "../channels/channel.ts";
import type { LedgerBook } from "./ledger-book.ts";

/** What became of one channel in this run. */
export interface ChannelOutcome {
  readonly channel: string;
  readonly kind: Channel["config"]["kind"];
  readonly state: "unchanged" | "published" | "handed_over" | "refused" | "failed";
  readonly url?: string;
  readonly trouble?: ChannelTrouble;
}

const toTrouble = ({ code, message, hint }: ForgeError): ChannelTrouble => ({
  code,
  message: message.slice(0, 500),
  ...(hint && { hint: hint.slice(0, 500) }),
});

/** What a channel says, trouble included. Errors that are none of a channel's pass through: the process is about to end. */
export async function askChannel(channel: Channel, publication: Publication): Promise<ChannelAnswer> {
  try {
    return await channel.read(publication);
  } catch (error) {
    if (error instanceof ForgeError) return { state: "trouble", trouble: toTrouble(error) };
    throw error;
  }
}

/** Asks every channel, all at once, and plans. @throws ForgeError `version_exists`, `version_not_higher`, `version_revoked`. */
export async function gatherPlan(
  channels: readonly Channel[],
  publication: Publication,
  book: LedgerBook,
): Promise<ChannelStep[]> {
  const { manifest, digest, zip } = publication;
  const answers = new Map(
    await Promise.all(
      channels.map(async (channel) => [channel.config.name, await askChannel(channel, publication)] as const),
    ),
  );
  const want: PublicationWant = {
    name: manifest.name,
    version: manifest.version,
    digest,
    size: zip.byteLength,
    channels: channels.map(({ config }) => config),
  };
  return planPublication(want, { ledger: book.ledger, answers });
}

const fail = ({ code, message, hint }: ChannelTrouble): never => {
  throw new ForgeError(code as ForgeError["code"], { message, ...(hint !== undefined && { hint }) });
};

/** Publishes on one channel, then asks the channel whether it has it: only its own word counts. */
async function applyChannel(channel: Channel, publication: Publication, book: LedgerBook): Promise<ChannelOutcome> {
  const { name, kind } = channel.config;
  let trouble: ChannelTrouble = { code: "channel_refused", message: `${name} took the version and does not show it.` };
  try {
    await channel.publish(publication);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    trouble = toTrouble(error);
  }
  const answer = await askChannel(channel, publication);
  if (answer.state === "published" || answer.state === "handed_over") {
    const { state, evidence } = answer;
    book.note({ channel: name, kind, state, evidence });
    return { channel: name, kind, state, ...(evidence.url !== undefined && { url: evidence.url }) };
  }
  if (answer.state === "other_bytes")
    trouble = { code: "version_exists", message: `${name} has this version with other bytes.` };
  if (answer.state === "higher")
    trouble = { code: "version_not_higher", message: `${name} has ${answer.version} already.` };
  const state = isLasting(trouble.code) ? "refused" : "failed";
  book.note({ channel: name, kind, state, trouble });
  return { channel: name, kind, state, trouble };
}

/** The version is out; what lies beside it harms nobody, and the next run tries again to take it away. */
async function tidyChannel(channel: Channel, publication: Publication): Promise<void> {
  try {
    await channel.tidy?.(publication);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
  }
}

/** Release and registry: without them nothing is published at all. */
const isBase = ({ config }: Channel) => config.kind === "github-release" || config.kind === "registry";

function noteStep(step: ChannelStep, book: LedgerBook): ChannelOutcome | null {
  const { name, kind } = step.channel;
  const at = { channel: name, kind };
  switch (step.action) {
    case "none":
      return { ...at, state: "unchanged" };
    case "record":
      book.note({ ...at, state: step.state, evidence: step.evidence });
      return { ...at, state: step.state, ...(step.evidence.url !== undefined && { url: step.evidence.url }) };
    case "refuse":
    case "postpone": {
      const state = step.action === "refuse" ? "refused" : "failed";
      book.note({ ...at, state, trouble: step.trouble });
      return { ...at, state, trouble: step.trouble };
    }
    case "publish":
      if (step.intend) book.note({ ...at, state: "intended" });
      return null;
  }
}

/**
 * Carries a plan out, channel by channel. Intents are on the branch before the first of them is acted on; with only the
 * release and the registry, all that is written is one commit. Trouble of one channel does not stop the others.
 * @throws ForgeError for trouble of release or registry.
 */
export async function applyPublication(
  steps: readonly ChannelStep[],
  channels: readonly Channel[],
  publication: Publication,
  book: LedgerBook,
): Promise<ChannelOutcome[]> {
  const base = steps.find(
    (step) =>
      (step.action === "refuse" || step.action === "postpone") &&
      channels.some((one) => isBase(one) && one.config === step.channel),
  );
  if (base && (base.action === "refuse" || base.action === "postpone")) fail(base.trouble);
  const outcomes: (ChannelOutcome | null)[] = steps.map((step) => noteStep(step, book));
  for (const [index, channel] of channels.entries()) {
    if (outcomes[index] !== null) continue;
    if (!isBase(channel)) await book.commit(`Intend to publish ${publication.tag}`);
    const outcome = await applyChannel(channel, publication, book);
    if (isBase(channel) && outcome.trouble) fail(outcome.trouble);
    if (!isBase(channel)) await book.commit(`Record ${publication.tag} on ${channel.config.name}`);
    outcomes[index] = outcome;
  }
  await book.commit(`Record the channels of ${publication.tag}`);
  for (const [index, channel] of channels.entries())
    if (outcomes[index]?.trouble === undefined) await tidyChannel(channel, publication);
  return outcomes.flatMap((outcome) => outcome ?? []);
}
