import type { BenchEvent, ErrorCode } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import type { HostFailure } from "../host/host-state.ts";
import type { SlotEvent } from "../host/slot-event.ts";
import type { BenchEventDraft } from "../report/bench-event-draft.ts";
import { type AgentMemory, rememberGood, rememberPlugin, rememberRejected } from "../store/agent-memory.ts";
import { readStanding } from "./read-standing.ts";
import type { Release } from "./release.ts";

export interface Outcome {
  readonly memory: AgentMemory;
  readonly drafts: readonly BenchEventDraft[];
  /** The release may work later without anybody doing anything: try again after a pause. */
  readonly retry: boolean;
}

/** Failures of the network or the machine, not of the release. */
const passing = new Set<ErrorCode>(["download_failed", "tool_missing", "unexpected"]);

/** Refusals of the bytes before any of them ran. */
const refused = new Set<ErrorCode>([
  "digest_mismatch",
  "bundle_invalid",
  "signature_invalid",
  "identity_mismatch",
  "key_unknown",
  "key_expired",
  "timestamp_missing",
  "signatures_missing",
  "attestation_missing",
  "policy_invalid",
  "quorum_missing",
  "archive_invalid",
  "manifest_invalid",
  "version_revoked",
  "version_not_higher",
  "permission_denied",
  // Its plugin may be right for another version of the agent.
  "protocol_unsupported",
]);

const nameOf = ({ name, version, digest }: Release): NonNullable<BenchEvent["plugin"]> => ({ name, version, digest });

/** Said in every report of such a version: nobody approved or signed what runs there. */
const unsigned = ({ origin, path }: Release) =>
  origin === "folder" ? { message: `UNSIGNED, from the development folder ${path ?? ""}`.trim().slice(0, 500) } : {};

const words = ({ code, message }: HostFailure) => ({ code, message: message.slice(0, 500) });

function decideFailure(
  memory: AgentMemory,
  { release, kept, failure }: Extract<SlotEvent, { kind: "failed" }>,
  at: string,
): Outcome {
  const said = words(failure);
  const blind = failure.code === "quorum_missing" && memory.reviewers === undefined;
  if (passing.has(failure.code) || blind)
    return { memory, retry: true, drafts: [{ type: "forge.plugin.refused", plugin: nameOf(release), ...said }] };
  const early = refused.has(failure.code);
  const next = rememberRejected(memory, release.name, release.digest, {
    version: release.version,
    ...said,
    at,
    // The registry may bring other reviewers or assets; a version that crashed will crash again.
    ...(early ? { untilSequence: memory.registrySequence } : {}),
  });
  const type = early ? "forge.plugin.refused" : kept ? "forge.plugin.rolled_back" : "forge.plugin.broken";
  const draft: BenchEventDraft = {
    type,
    plugin: nameOf(release),
    ...said,
    ...(kept ? { previousVersion: kept.version } : {}),
  };
  return { memory: next, retry: false, drafts: [draft] };
}

/**
 * What the agent remembers and reports after something happened to a plugin. In `forge.plugin.rolled_back`, `plugin` is
 * the version that was given up and `previousVersion` the one that runs now.
 */
export function decideOutcome(memory: AgentMemory, event: SlotEvent, at: string): Outcome {
  const { release } = event;
  const standing = memory.registry && readStanding(memory, memory.registry, release.digest);
  const still = (...drafts: BenchEventDraft[]): Outcome => ({ memory, drafts, retry: false });
  const plugin = nameOf(release);
  switch (event.kind) {
    case "loaded":
    case "swapped": {
      // An unsigned folder must not become the version that signed ones are measured by.
      const next =
        release.origin === "registry"
          ? rememberGood(memory, release.name, {
              version: release.version,
              digest: release.digest,
              permissions: release.permissions,
              ...(event.needs && event.needs.length > 0 ? { needs: event.needs } : {}),
            })
          : memory;
      if (event.kind === "loaded")
        return { memory: next, retry: false, drafts: [{ type: "forge.plugin.loaded", plugin, ...unsigned(release) }] };
      const { previous } = event;
      const given = memory.plugins[release.name]?.rejected[previous.digest];
      const before = memory.registry && readStanding(memory, memory.registry, previous.digest);
      const back = compareVersions(release.version, previous.version) < 0;
      const code = !back ? undefined : before?.state === "suspended" ? "version_suspended" : given?.code;
      const draft: BenchEventDraft =
        code === undefined
          ? { type: "forge.plugin.swapped", plugin, previousVersion: previous.version, ...unsigned(release) }
          : { type: "forge.plugin.rolled_back", plugin: nameOf(previous), previousVersion: release.version, code };
      return { memory: next, retry: false, drafts: [draft] };
    }
    case "failed":
      return decideFailure(memory, event, at);
    case "broken": {
      const { code, message } = words(event.failure);
      const next = rememberPlugin(memory, release.name, (own) => ({
        ...own,
        broken: { digest: release.digest, version: release.version, code, message, at },
      }));
      return { memory: next, retry: false, drafts: [{ type: "forge.plugin.broken", plugin, code, message }] };
    }
    case "unloaded":
      if (standing?.state !== "suspended") return still({ type: "forge.plugin.unloaded", plugin });
      return still({
        type: "forge.plugin.unloaded",
        plugin,
        code: "version_suspended",
        message: `The version is suspended and was stopped; no older one was started. Reason: ${standing.reason}`.slice(
          0,
          500,
        ),
      });
    case "attached":
      return still({ type: "forge.device.attached", plugin, device: event.device });
    case "detached":
      return still({ type: "forge.device.detached", plugin, device: event.device });
    case "device_failed":
      return still({
        type: "forge.plugin.refused",
        plugin,
        device: event.device,
        code: event.error.code,
        message: `onUSBAttach: ${event.error.message}`.slice(0, 500),
      });
    case "crashed":
      return still();
  }
}
