import type { ChannelEntry } from "@plugsmith/schemas";
import { digestA, type FakeForge, people } from "./fake-forge.ts";
import { pushFiles } from "./fake-github-state.ts";

/** An entry of the ledger as a publish run writes it. */
export const makeEntry = (
  channel: string,
  kind: ChannelEntry["kind"],
  state: ChannelEntry["state"],
  given: Partial<ChannelEntry> = {},
): ChannelEntry => ({ channel, kind, state, at: "2026-01-01T00:00:00Z", run: "1", ...given });

/** What a publish run wrote about acme-scale 1.0.0: release and registry, and these. */
export function writeLedger(forge: FakeForge, ...entries: readonly ChannelEntry[]): void {
  const base = [makeEntry("release", "github-release", "published"), makeEntry("registry", "registry", "published")];
  const names = entries.map(({ channel }) => channel);
  const channels = [...base.filter(({ channel }) => !names.includes(channel)), ...entries];
  const ledger = { schemaVersion: 1, name: "acme-scale", version: "1.0.0", digest: digestA, request: 1, channels };
  pushFiles(
    forge.state,
    "forge/registry",
    { "ledger/acme-scale/1.0.0.json": JSON.stringify(ledger) },
    people.maintainer,
  );
}
