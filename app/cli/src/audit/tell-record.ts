import { type AuditRecord, errorCodes } from "@plugsmith/schemas";

/** What people wrote, fit for a terminal: one line, nothing that moves the cursor or hides. */
const quote = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").trim();

const why = (code: unknown) => {
  const text = String(code);
  return text in errorCodes ? `${text}: ${errorCodes[text as keyof typeof errorCodes]}` : quote(text);
};

function tellReason({ reason, sealed }: AuditRecord): string {
  if (reason !== undefined) return `: ${quote(reason)}`;
  return sealed === undefined ? "." : `; the reason is kept in audit.repository (${sealed}).`;
}

function tellAccepted(record: AuditRecord, who: string): string {
  const { accepted, data, sealed } = record;
  const what = accepted
    ? ` for ${accepted.name} (${accepted.cms}): ${quote(accepted.description).replace(/\.$/, "")}`
    : "";
  const kept = sealed !== undefined && !accepted ? `; its text is kept in audit.repository (${sealed})` : "";
  const by =
    data?.["requester"] === record.actor?.id ? `The request of ${who} was accepted` : `${who} accepted the request`;
  return `${by}${what}${kept}.`;
}

const tellApprovals = ({ approvals = [] }: AuditRecord) =>
  approvals
    .map(({ login, id, reviewId, submittedAt }) => `${quote(login)} (${id}), review ${reviewId} of ${submittedAt}`)
    .join("; ");

/** One record in words: who did what, on which commit or digest, and why. */
export function tellRecord(record: AuditRecord): string {
  const { actor, data = {}, headSha = "", digest = "", benchEvent } = record;
  const who = actor ? `${quote(actor.login)} (${actor.id})` : "The forge";
  const comment = data["comment"] === undefined ? "" : ` (comment ${data["comment"]})`;
  switch (record.kind) {
    case "request_accepted":
      return tellAccepted(record, who);
    case "request_refused":
      return `The request of ${who} was refused, ${why(data["code"])} Its text was ${data["textDigest"]}.`;
    case "request_cancelled":
      return `${who} cancelled the request${comment}.`;
    case "generated":
      return `${data["name"]} was generated at ${headSha} (render ${data["render"]})${Number(data["conflicts"]) > 0 ? `; ${data["conflicts"]} places differ from what people wrote, whose text was kept` : ""}.`;
    case "upgrade_requested":
      return `${who} asked for an upgrade of ${data["name"]} from pack ${data["pack"]} ${data["from"]} to ${data["to"]}${comment}.`;
    case "hold":
      return `${who} put it on hold${comment}${tellReason(record)}`;
    case "unhold":
      return `${who} lifted the hold${comment}.`;
    case "head_pushed":
      return `${who} pushed ${headSha}; approvals start again at 0, and theirs do not count.`;
    case "pipeline_dispatched":
      return `${who} started the pipeline of ${headSha}${comment}.`;
    case "quorum_reached":
      return `The quorum of ${data["required"]} for ${headSha} (${digest}) is reached: ${tellApprovals(record)}.`;
    case "publish_dispatched":
      return `${who} started ${data["dryRun"] === true ? "a dry run of publishing" : "publishing"} ${headSha} (${digest})${comment}.`;
    case "published":
      return `Version ${data["version"]} was published: ${headSha}, ${digest}.`;
    case "revoke_proposed":
      return `${who} suspended version ${data["version"]} (${digest})${comment}${tellReason(record)}`;
    case "revoke_confirmed":
      return `${who} confirmed: version ${data["version"]} (${digest}) is revoked${comment}${tellReason(record)}`;
    case "bench_event":
      return `Bench ${benchEvent?.bench} reported ${benchEvent?.type}${benchEvent?.message ? `: ${quote(benchEvent.message)}` : ""}.`;
    case "command_refused":
      return `A command of ${who} was refused${comment}, ${why(data["code"])}`;
    case "review_uncounted":
      return `The review ${data["review"]} of ${who} on ${headSha} does not count: ${why(data["reason"])}.`;
  }
}
