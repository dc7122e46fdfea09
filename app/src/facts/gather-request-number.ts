import type { AuditRecord } from "@plugsmith/schemas";
import { asRecord, asText } from "../github/decode-value.ts";
import type { Hint } from "../hints/hint.ts";
import { parseForgeBranch } from "../hints/parse-hint.ts";
import type { GatherContext } from "./gather-context.ts";

const runTitle = /^forge-(?:pipeline|publish) (?<name>[a-z0-9-]{3,50}) (?<head>[0-9a-f]{40})$/u;
const registryTitle = /^forge-registry (?<action>[a-z]+) (?<name>[a-z0-9-]{3,50}) (?<version>[0-9A-Za-z.-]{5,64})/u;

/** The request that published a version of a plugin, as the log has it. */
function listPublishers(records: readonly AuditRecord[], name: string, version: string): number[] {
  const ofPlugin = records.filter(({ accepted }) => accepted?.name === name).map(({ request }) => request);
  return records
    .filter(
      ({ kind, request, data }) => kind === "published" && data?.["version"] === version && ofPlugin.includes(request),
    )
    .map(({ request }) => request);
}

/** Requests whose workflow ended: by the head they were dispatched for, or by what was asked of the registry. */
export function listRequestsOfRun(records: readonly AuditRecord[], title: string): number[] {
  const head = runTitle.exec(title)?.groups?.["head"];
  const registry = registryTitle.exec(title)?.groups;
  const { action, name = "", version = "" } = registry ?? {};
  // The registry is refreshed for a version when people have finished a store's checklist of it.
  if (action === "refresh") return [...new Set(listPublishers(records, name, version))];
  const own = records.filter((record) => {
    if (head) return record.headSha === head && /^(pipeline|publish)_dispatched$/u.test(record.kind);
    const revokes = record.kind === "revoke_proposed" || record.kind === "revoke_confirmed";
    if (!revokes) return false;
    return (
      !registry || (record.data?.["name"] === registry["name"] && record.data?.["version"] === registry["version"])
    );
  });
  return [...new Set(own.map((record) => record.request))];
}

/** The requests that a hint is about; a pull request of a forge branch stands for the request of that branch. */
export async function gatherRequestNumbers(context: GatherContext, hint: Hint): Promise<readonly number[]> {
  const { subject } = hint;
  switch (subject.kind) {
    case "config":
    case "kit":
      return [];
    case "run":
      await context.mirror.refresh();
      return listRequestsOfRun(await context.audit.read(), subject.title);
    case "thread":
      return [subject.request ?? subject.number];
    case "sweep":
    case "comment": {
      if (!subject.onPull) return [subject.number];
      const { data } = await context.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
        owner: context.repository.owner,
        repo: context.repository.repo,
        pull_number: subject.number,
      });
      return [parseForgeBranch(asText(asRecord(asRecord(data)["head"])["ref"])) ?? subject.number];
    }
  }
}
