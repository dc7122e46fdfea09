import { type ChannelEntry, type ChannelLedger, ForgeError, parseChannelLedger } from "@plugsmith/schemas";

/** Where the ledger of a version lies on the branch `forge/registry`. */
export const ledgerPath = (name: string, version: string): string => `ledger/${name}/${version}.json`;

/**
 * A ledger from its text; null for none.
 * @throws ForgeError `ledger_invalid`.
 */
export function parseLedgerText(path: string, text: string | null): ChannelLedger | null {
  if (text === null) return null;
  try {
    const parsed = parseChannelLedger(JSON.parse(text));
    if (parsed.ok) return parsed.value;
  } catch {
    // Refused below like any other text that is no ledger.
  }
  throw new ForgeError("ledger_invalid", {
    message: `${path} on the branch forge/registry is no channel ledger.`,
    hint: "Restore the file from an earlier commit of that branch; nothing is published until then.",
  });
}

const done = ["published", "handed_over", "retracted"];

/** May this follow? What a channel has said is not unsaid by a run that saw less. */
function mayFollow(before: ChannelEntry | undefined, next: ChannelEntry): boolean {
  if (!before) return true;
  if (before.state === "retracted") return next.state === "retracted";
  return !done.includes(before.state) || done.includes(next.state);
}

const sameWords = (a: ChannelEntry, b: ChannelEntry) =>
  a.kind === b.kind &&
  a.state === b.state &&
  JSON.stringify([a.evidence, a.trouble]) === JSON.stringify([b.evidence, b.trouble]);

/** Release and registry first, as they are published; then by name. Runs that saw different things write the same file. */
const rank = ({ kind }: ChannelEntry) => ["github-release", "registry"].indexOf(kind) + 1 || 3;
const inOrder = (a: ChannelEntry, b: ChannelEntry) => rank(a) - rank(b) || (a.channel < b.channel ? -1 : 1);

/**
 * The ledger with these entries written; the very same object when they say nothing new. Several runs may write at once: what
 * is published stays so, what is retracted too.
 * @throws ForgeError `version_exists` when the ledger is of other bytes.
 */
export function writeEntries(ledger: ChannelLedger, digest: string, entries: readonly ChannelEntry[]): ChannelLedger {
  if (ledger.digest !== digest)
    throw new ForgeError("version_exists", {
      message: `The ledger of ${ledger.name} ${ledger.version} is of other bytes.`,
      hint: "A published version never changes; ask for the change as a new version.",
      facts: { published: ledger.digest, offered: digest },
    });
  const channels = [...ledger.channels];
  for (const entry of entries) {
    const index = channels.findIndex(({ channel }) => channel === entry.channel);
    const before = channels[index];
    if (before && (sameWords(before, entry) || !mayFollow(before, entry))) continue;
    if (before) channels[index] = entry;
    else channels.push(entry);
  }
  const changed =
    channels.length !== ledger.channels.length || channels.some((entry, i) => entry !== ledger.channels[i]);
  return changed ? { ...ledger, channels: channels.sort(inOrder) } : ledger;
}

/** Channels that a further try may bring forward: interrupted, failed or refused. */
export const listUnfinished = (ledger: ChannelLedger | null): readonly ChannelEntry[] =>
  ledger?.channels.filter(({ state }) => !done.includes(state)) ?? [];

/** Channels that people go on with: whether they are done is asked of the channel when somebody says so. */
export const listHandedOver = (ledger: ChannelLedger | null): readonly ChannelEntry[] =>
  ledger?.channels.filter(({ state }) => state === "handed_over") ?? [];

/** Channels that may still offer a version that was revoked. */
export const listUnretracted = (ledger: ChannelLedger | null): readonly ChannelEntry[] =>
  ledger?.channels.filter(({ state }) => state !== "retracted" && state !== "refused") ?? [];
