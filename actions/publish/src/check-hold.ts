import { type AuditRecord, ForgeError, parseAuditRecord } from "@plugsmith/schemas";
import { type GitHubApi, pickList, pickText, readRepositoryFile, refuseAnswer } from "@plugsmith/trust/github";

const branch = "forge/audit";
/** GitHub lists no more files of a folder than these. */
const mostListed = 1000;
const atOnce = 8;

async function listRecords(api: GitHubApi, repository: string, request: number): Promise<string[]> {
  const path = `/repos/${repository}/contents/records/${request}?ref=${encodeURIComponent(branch)}`;
  const answer = await api.request("GET", path);
  // A forge that wrote nothing about this request holds nothing.
  if (answer.status === 404) return [];
  if (answer.status !== 200) return refuseAnswer(`GET ${path}`, answer);
  const names = pickList(answer.body).map((entry) => pickText(entry, "name"));
  if (names.length >= mostListed)
    throw new ForgeError("audit_invalid", {
      message: `Request #${request} has more records than GitHub lists; whether it is on hold cannot be told.`,
      hint: "Cancel the request and open a new one.",
    });
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .reverse();
}

async function readRecord(api: GitHubApi, repository: string, path: string): Promise<AuditRecord> {
  const text = await readRepositoryFile(api, repository, path, branch);
  try {
    const parsed = parseAuditRecord(JSON.parse(text ?? ""));
    if (parsed.ok) return parsed.value;
  } catch {
    // Refused below like any other text that is no record.
  }
  throw new ForgeError("audit_invalid", {
    message: `${path} on ${branch} is no audit record; whether the request is on hold cannot be told.`,
    hint: "`plugsmith audit verify` names the first record that does not hold.",
  });
}

/**
 * Refuses when the newest word on `forge/audit` about holding the request is a hold. The log is read now, newest record first:
 * a hold counts even when it came after this run was started, and no label lifts it.
 * @throws ForgeError `not_now` on hold, `audit_invalid` and `publish_failed` when that cannot be told.
 */
export async function checkHold(api: GitHubApi, repository: string, request: number): Promise<void> {
  const names = await listRecords(api, repository, request);
  for (let at = 0; at < names.length; at += atOnce) {
    const paths = names.slice(at, at + atOnce).map((name) => `records/${request}/${name}`);
    const records = await Promise.all(paths.map((path) => readRecord(api, repository, path)));
    const last = records.find(({ kind }) => kind === "hold" || kind === "unhold");
    if (last?.kind === "unhold") return;
    if (last)
      throw new ForgeError("not_now", {
        message: `Request #${request} is on hold by ${last.actor?.login ?? "somebody"}; nothing is merged or released.`,
        hint: "Comment `/forge unhold` on it, then `/forge retry publish`; it goes on where it stopped.",
        facts: { request, since: last.at },
      });
  }
}
