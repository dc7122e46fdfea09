import { parseRegistry } from "@plugsmith/schemas";
import { hasSuspensionEnded } from "@plugsmith/trust";
import { type ApiRequest, nameOf } from "../github/api-request.ts";
import { asArray, asRecord, asText } from "../github/decode-value.ts";
import type { HintRepository } from "../hints/hint.ts";
import { readMirrorFile } from "../mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { decideResign } from "./decide-resign.ts";

export interface ResignPorts {
  readonly request: ApiRequest;
  readonly mirror: RepositoryMirror;
  readonly repository: HintRepository;
  readonly now: () => Date;
}

const workflow = "forge-registry.yml";
const hourMs = 3_600_000;

/** A run of this hour is given its time: it waits, signs, or somebody must look why it failed. */
async function hasFreshRun({ request, repository, now }: ResignPorts): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
  const { data } = await request(route, { ...nameOf(repository), workflow_id: workflow, per_page: 20 });
  return asArray(asRecord(data)["workflow_runs"])
    .map(asRecord)
    .some((run) => {
      const isRefresh = asText(run["display_title"] ?? run["name"]).trim() === "forge-registry refresh";
      return isRefresh && now().getTime() - Date.parse(asText(run["created_at"])) < hourMs;
    });
}

/** Whether a suspension is over that nobody confirmed. Only a reason to start a run, which looks for itself. */
function hasEndedSuspension(text: string | null, now: Date): boolean {
  if (text === null || !text.includes('"suspended"')) return false;
  const parsed = parseRegistry(parseJson(text));
  return (
    parsed.ok &&
    parsed.value.revocations.some(
      ({ state, by: [first] }) => state === "suspended" && first !== undefined && hasSuspensionEnded(first.at, now),
    )
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Starts forge-registry where the registry's newest word is half through its life, or a suspension's 24 hours are over, at most once an
 * hour.
 * @returns whether a run was started. Throws as the requests do.
 */
export async function applyResign(ports: ResignPorts): Promise<boolean> {
  const { request, mirror, repository, now } = ports;
  const branch = await mirror.readBranch("forge/registry");
  if (!branch) return false;
  const read = (path: string) => readMirrorFile(mirror, branch.commit, path);
  const isDue =
    decideResign(await read("tuf/timestamp.json"), now()) || hasEndedSuspension(await read("registry.json"), now());
  if (!isDue || (await hasFreshRun(ports))) return false;
  await request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
    ...nameOf(repository),
    workflow_id: workflow,
    ref: repository.defaultBranch,
    inputs: { action: "refresh" },
  });
  return true;
}
