import type { ChannelEvidence } from "@plugsmith/schemas";
import { isKitDone, type KitChecklist, kitLabel, parseKitChecklist } from "@plugsmith/trust";
import { type GitHubApi, pick, pickId, pickText, readList, textOrNull } from "@plugsmith/trust/github";

/** A checklist with the issue that it is. */
export interface KitIssue extends KitChecklist {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  /** GitHub's `state_reason`. */
  readonly reason: string | null;
  readonly closedAt: string | null;
}

/** The checklists that jobs opened, oldest first, without twins that were closed. @throws ForgeError `publish_failed`. */
export async function readKits(api: GitHubApi, repository: string): Promise<KitIssue[]> {
  const entries = await readList(api, `/repos/${repository}/issues?state=all&labels=${kitLabel}`);
  const kits = entries.flatMap((entry): KitIssue[] => {
    const checklist = parseKitChecklist(textOrNull(pick(entry, "body")) ?? "");
    const open = pick(entry, "state") === "open";
    const reason = textOrNull(pick(entry, "state_reason"));
    if (!checklist || pick(entry, "user", "type") !== "Bot" || (!open && reason === "duplicate")) return [];
    const closedAt = textOrNull(pick(entry, "closed_at"));
    return [
      { ...checklist, number: pickId(entry, "number"), url: pickText(entry, "html_url"), open, reason, closedAt },
    ];
  });
  return kits.sort((a, b) => a.number - b.number);
}

/** What the ledger says of a checklist that people have done; null: they have not. */
export const findKitEvidence = (kit: KitIssue): ChannelEvidence | null =>
  isKitDone(kit) ? { url: kit.url, ...(kit.closedAt !== null && { at: kit.closedAt }) } : null;
