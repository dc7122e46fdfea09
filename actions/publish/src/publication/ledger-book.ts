import type { RegistrySnapshot, RegistryStore, RegistryWrite } from "@plugsmith/registry";
import type { ChannelEntry, ChannelLedger } from "@plugsmith/schemas";
import { ledgerPath, parseLedgerText, writeEntries } from "@plugsmith/trust";
import type { Ledger } from "../channels/channel.ts";

export interface LedgerSubject {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly request: number;
}

export interface LedgerRead {
  readonly snapshot: RegistrySnapshot;
  /** null: nothing was written of this version yet. */
  readonly ledger: ChannelLedger | null;
}

export interface LedgerBook extends Ledger {
  /** As it was last read or written, with what was noted since. */
  readonly ledger: ChannelLedger | null;
}

export interface LedgerBookOptions {
  readonly registry: RegistryStore;
  readonly subject: LedgerSubject;
  readonly read: LedgerRead;
  readonly runId: string;
  now(): Date;
}

/**
 * Registry and ledger of one version, at one commit.
 * @throws ForgeError `registry_invalid`, `ledger_invalid`.
 */
export async function readLedger(registry: RegistryStore, name: string, version: string): Promise<LedgerRead> {
  const path = ledgerPath(name, version);
  let text: string | null = null;
  // A write that writes nothing: the one way to read a file of the branch beside the registry in one visit.
  const snapshot = await registry.commit({
    message: "Read the ledger",
    async decide(_snapshot, branch) {
      text = await branch.readFile(path);
      return null;
    },
  });
  return { snapshot, ledger: parseLedgerText(path, text) };
}

/** A ledger as the file of the branch. */
export const renderLedger = (ledger: ChannelLedger): string => `${JSON.stringify(ledger, null, 2)}\n`;

/** What one run writes into the ledger: entries are noted, and written together with the next commit. */
export function openLedgerBook({ registry, subject, read, runId, now }: LedgerBookOptions): LedgerBook {
  const path = ledgerPath(subject.name, subject.version);
  const empty: ChannelLedger = { schemaVersion: 1, ...subject, channels: [] };
  let { snapshot } = read;
  let seen = read.ledger;
  let noted: ChannelEntry[] = [];

  return {
    get snapshot() {
      return snapshot;
    },
    get ledger() {
      return noted.length === 0 ? seen : writeEntries(seen ?? empty, subject.digest, noted);
    },
    note(entry) {
      noted = [...noted, { ...entry, at: now().toISOString(), run: runId }];
    },
    async commit(message, change) {
      const entries = noted;
      if (!change && writeEntries(seen ?? empty, subject.digest, entries) === (seen ?? empty)) return;
      let written = seen;
      snapshot = await registry.commit({
        message,
        async decide(current, branch): Promise<RegistryWrite | null> {
          const before = parseLedgerText(path, await branch.readFile(path)) ?? empty;
          const after = writeEntries(before, subject.digest, entries);
          const more = change?.(current) ?? null;
          written = after;
          if (more === null && after === before) return null;
          return {
            registry: more?.registry ?? current.registry,
            files: { ...more?.files, [path]: renderLedger(after) },
          };
        },
      });
      seen = written;
      noted = noted.slice(entries.length);
    },
  };
}
