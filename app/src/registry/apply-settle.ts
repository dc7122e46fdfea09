import { isKitDone, type KitChecklist, parseKitChecklist } from "@plugsmith/trust";
import { gatherLedger } from "../facts/gather-ledger.ts";
import { type ApiRequest, nameOf } from "../github/api-request.ts";
import { asRecord, asText } from "../github/decode-value.ts";
import type { HintRepository } from "../hints/hint.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";

export interface SettlePorts {
  readonly request: ApiRequest;
  readonly mirror: RepositoryMirror;
  readonly repository: HintRepository;
}

/** The checklist as it is now, where a job opened it and people have done it all; else null. */
async function readDone({ request, repository }: SettlePorts, number: number): Promise<KitChecklist | null> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}";
  const issue = asRecord((await request(route, { ...nameOf(repository), issue_number: number })).data);
  const kit = parseKitChecklist(asText(issue["body"]));
  if (!kit || asText(asRecord(issue["user"])["type"]) !== "Bot") return null;
  const standing = { open: asText(issue["state"]) === "open", reason: asText(issue["state_reason"]) || null };
  return isKitDone({ ...standing, ticked: kit.ticked }) ? kit : null;
}

/**
 * Starts forge-registry when people have finished a checklist that the ledger still waits for; its job asks the checklists again
 * and writes the ledger. Nothing is published by it, so whoever may tick the boxes may start it.
 * @param number of the checklist's issue.
 * @returns whether a run was started. Throws as the requests do.
 */
export async function applySettle(ports: SettlePorts, number: number): Promise<boolean> {
  const kit = await readDone(ports, number);
  if (!kit) return false;
  const { request, mirror, repository } = ports;
  await mirror.refresh();
  const ledger = await gatherLedger(mirror, kit.name, kit.version);
  const waits = ledger?.channels.some(
    ({ channel, kind, state }) => channel === kit.channel && kind === "kit" && state === "handed_over",
  );
  if (!waits) return false;
  await request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
    ...nameOf(repository),
    workflow_id: "forge-registry.yml",
    ref: repository.defaultBranch,
    // Name and version tell the bot by the run's title whose status it shows again; the job needs neither.
    inputs: { action: "refresh", name: kit.name, version: kit.version },
  });
  return true;
}
