import { type ChannelEntry, type ChannelLedger, ForgeError } from "@plugsmith/schemas";
import { ledgerPath, parseLedgerText, writeEntries } from "@plugsmith/trust";
import { findKitEvidence, type KitIssue, readKits } from "../channels/read-kits.ts";
import { renderLedger } from "../publication/ledger-book.ts";
import type { PublishPorts } from "../publish-ports.ts";

export interface SettleReport {
  /** `<name>@<version> on <channel>` of each that people have done, and of which the ledger heard now. */
  readonly settled: readonly string[];
  readonly message: string;
}

/** Two runs at once may have opened two: the oldest counts, as for the channel; the other was closed by us, not by people. */
const isTwin = (kit: KitIssue) => (other: KitIssue) =>
  other.channel === kit.channel && other.name === kit.name && other.version === kit.version;

/** The entry that turns handed over into published; null where the ledger waits for nothing, or the package is another. */
function decideEntry(ledger: ChannelLedger, kit: KitIssue, at: string, run: string): ChannelEntry | null {
  const evidence = findKitEvidence(kit);
  const entry = ledger.channels.find(({ channel, kind }) => channel === kit.channel && kind === "kit");
  if (evidence === null || entry?.state !== "handed_over") return null;
  if (kit.digest !== null && kit.digest !== ledger.digest) return null;
  return { channel: kit.channel, kind: "kit", state: "published", evidence, at, run };
}

/**
 * Phase settle: asks the checklists of stores whether people are done, and writes that into the ledgers that wait for it, in one
 * commit. Publishes nothing and holds no credential of a channel, so it needs nobody's approval: the checklist is the channel.
 * @throws ForgeError `ledger_invalid`, and as API and registry store do.
 */
export async function settleKits({ api, repository, registry, runId, now }: PublishPorts): Promise<SettleReport> {
  const kits = await readKits(api, repository).catch((error: unknown) => {
    // GitHub's answer where a repository has no issues: then it has no checklists.
    if (error instanceof ForgeError && error.facts["status"] === 410) return [];
    throw error;
  });
  const done = kits.filter((kit, at) => kits.findIndex(isTwin(kit)) === at && findKitEvidence(kit) !== null);
  let settled: string[] = [];
  if (done.length > 0)
    await registry.commit({
      message: "Record what people have done at the stores",
      async decide(snapshot, branch) {
        const at = now().toISOString();
        const ledgers = new Map<string, ChannelLedger>();
        settled = [];
        for (const kit of done) {
          const path = ledgerPath(kit.name, kit.version);
          const ledger = ledgers.get(path) ?? parseLedgerText(path, await branch.readFile(path));
          const entry = ledger && decideEntry(ledger, kit, at, runId);
          if (!entry) continue;
          ledgers.set(path, writeEntries(ledger, ledger.digest, [entry]));
          settled.push(`${kit.name}@${kit.version} on ${kit.channel}`);
        }
        if (ledgers.size === 0) return null;
        const files = Object.fromEntries([...ledgers].map(([path, ledger]) => [path, renderLedger(ledger)]));
        return { registry: snapshot.registry, files };
      },
    });
  const message = settled.length === 0 ? "No store's checklist has news." : `Done by people: ${settled.join(", ")}.`;
  return { settled, message };
}
