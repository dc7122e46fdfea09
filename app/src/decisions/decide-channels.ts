import type { ChannelConfig, ChannelEntry, ForgeConfig, PluginManifest } from "@plugsmith/schemas";
import {
  type ChannelAnswer,
  type ChannelStep,
  listChannels,
  listConfigured,
  listUnfinished,
  listUnretracted,
  planPublication,
} from "@plugsmith/trust";
import { findAccepted } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";
import { listNewChannels } from "../facts/list-new-channels.ts";
import { isDispatchPending } from "./derive-state.ts";

/** Is a publish run of this head under way? */
export function isPublishRunning(facts: Facts): boolean {
  const { run } = facts.publishing;
  return isDispatchPending(facts, "publish_dispatched") || (run !== null && run.status !== "completed");
}

/** Channels that a published version has not reached; none while a run is at it. */
export const listMissing = (facts: Facts): readonly ChannelEntry[] =>
  facts.release && !isPublishRunning(facts) ? listUnfinished(facts.ledger) : [];

/** Channels that were configured after the newest version was published: it goes there when somebody asks for it. */
export function listAdded(facts: Facts): readonly ChannelConfig[] {
  const { config, ledger, release, published } = facts;
  if (!config.ok || !ledger || release?.status !== "active" || isPublishRunning(facts)) return [];
  const manifest = published?.manifest;
  return manifest?.version === release.version ? listNewChannels(config.value, manifest, ledger) : [];
}

/** Channels that a revoked version was not taken back from yet, as far as the ledger knows. */
export const listOffering = (facts: Facts): readonly ChannelEntry[] =>
  facts.revocation?.state === "revoked" ? listUnretracted(facts.ledger) : [];

/** May anything of the publication still change by itself or by trying again? What was refused does not. */
export const isSettled = (facts: Facts): boolean =>
  !listUnfinished(facts.ledger).some(({ state }) => state === "intended" || state === "failed");

/** What each channel says, as far as the ledger knows. */
function answerOf(entry: ChannelEntry | undefined): ChannelAnswer {
  if (entry?.state !== "published" && entry?.state !== "handed_over") return { state: "absent" };
  return { state: entry.state, evidence: entry.evidence ?? {} };
}

/** Which channels take a plugin beyond release and registry is told by its manifest; empty while that is not known. */
function listWanted(config: ForgeConfig, manifest: PluginManifest | null): readonly ChannelConfig[] {
  if (!config.channels?.length) return listConfigured(config);
  return manifest ? listChannels(config, manifest) : [];
}

/** What publishing would do now, from configuration and ledger; empty while too little is known. */
export function decideChannelPlan(facts: Facts): ChannelStep[] {
  const { config, ledger, pipeline } = facts;
  if (!config.ok || pipeline.digest === null) return [];
  const manifest = facts.evidence.manifest ?? (facts.release ? (facts.published?.manifest ?? null) : null);
  const channels = listWanted(config.value, manifest);
  const answers = new Map(
    channels.map(({ name }) => [name, answerOf(ledger?.channels.find(({ channel }) => channel === name))]),
  );
  const name = findAccepted(facts.records)?.name ?? "";
  const version = manifest?.version ?? facts.release?.version ?? "";
  const want = { name, version, digest: pipeline.digest, size: facts.release?.size ?? 0, channels };
  return ledger && ledger.digest !== want.digest ? [] : planPublication(want, { ledger, answers });
}
