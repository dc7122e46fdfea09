import { type AuditRecord, computeDigest } from "@plugsmith/schemas";
import { findLast } from "../facts/derive-records.ts";
import type { Account } from "../facts/facts.ts";

/** Text as it was sent: GitHub may give line ends back as CRLF. */
export const digestOfBody = (body: string) => computeDigest(Buffer.from(body.replaceAll("\r\n", "\n").trim()));

/**
 * Who asked for the upgrade that an issue of the forge's own is about, by the log; null: nobody did. `text` is null where
 * somebody edited the issue since: nobody asks for that.
 */
export function findUpgradeAsker(
  records: readonly AuditRecord[],
  issue: { readonly number: number; readonly body: string },
): { readonly author: Account; readonly text: string | null } | null {
  const asked = records.filter(({ kind, actor }) => kind === "upgrade_requested" && actor !== null);
  const digest = digestOfBody(issue.body);
  const same = asked.findLast(({ data }) => data?.["textDigest"] === digest);
  const toAccount = ({ actor }: AuditRecord): Account => ({
    id: actor?.id ?? 0,
    login: actor?.login ?? "",
    type: "User",
  });
  if (same) return { author: toAccount(same), text: issue.body };
  const own = records.filter(({ request }) => request === issue.number);
  const requester = findLast(own, "request_accepted")?.data?.["requester"];
  const before = asked.findLast(({ actor }) => actor?.id === requester);
  return before ? { author: toAccount(before), text: null } : null;
}
