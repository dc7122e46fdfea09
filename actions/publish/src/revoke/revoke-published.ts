import { findRevocation, findVersion, type RegistrySnapshot, revokeVersion, suspendVersion } from "@plugsmith/registry";
import { ForgeError, type Registry } from "@plugsmith/schemas";
import { decideRevocation, type RevocationComment, type RevocationDecision } from "@plugsmith/trust";
import { pick, pickAccount, pickId, pickText, readList, textOrNull } from "@plugsmith/trust/github";
import type { RevokeInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { applyRetractions } from "./apply-retractions.ts";

export interface RevokeReport {
  readonly state: "suspended" | "revoked";
  readonly message: string;
}

async function readComments(inputs: RevokeInputs, ports: PublishPorts): Promise<RevocationComment[]> {
  const entries = await readList(ports.api, `/repos/${ports.repository}/issues/${inputs.request}/comments`);
  return entries.map((entry) => ({
    id: pickId(entry, "id"),
    // What an App wrote in a person's name is nobody's word.
    user: pick(entry, "performed_via_github_app") ? null : pickAccount(entry, "user"),
    body: textOrNull(pick(entry, "body")) ?? "",
    createdAt: pickText(entry, "created_at"),
    updatedAt: pickText(entry, "updated_at"),
  }));
}

function requireEntry({ name, version, request }: RevokeInputs, { registry }: RegistrySnapshot) {
  const entry = findVersion(registry, name, version);
  if (entry?.request !== request)
    throw new ForgeError("input_invalid", {
      message: `${name} ${version} was not published for request #${request}.`,
      hint: "Give the command on the request of the version that it is about.",
    });
  return entry;
}

/** What the comments say against the version as the registry has it now. */
function decideFor(
  inputs: RevokeInputs,
  snapshot: RegistrySnapshot,
  comments: readonly RevocationComment[],
  now: Date,
) {
  const { name, version } = inputs;
  const entry = requireEntry(inputs, snapshot);
  const decision = decideRevocation({
    comments,
    reviewers: snapshot.reviewers,
    name,
    version,
    publishedAt: entry.publishedAt,
    now,
  });
  if (decision.state !== "none") return decision;
  throw new ForgeError("command_not_allowed", {
    message: `No comment of an approver on #${inputs.request} revokes ${name} ${version}.`,
    hint: "An approver writes `/forge revoke <reason>` on a line of its own; another one `/forge revoke confirm` within 24 hours.",
  });
}

type Standing = Exclude<RevocationDecision, { state: "none" }>;

function writeDecision(registry: Registry, decision: Standing, at: string): Registry {
  const { name, version, reason } = decision;
  const input = { name, version, reason, by: [...decision.by] };
  return decision.state === "revoked" ? revokeVersion(registry, input, at) : suspendVersion(registry, input, at);
}

/**
 * Phase revoke: reads the comments again, decides, and writes what is not written yet.
 * @throws ForgeError `command_not_allowed` when no approver said so, `input_invalid` for a version of another request,
 * `channel_incomplete` when it is revoked and a channel could not take it back.
 */
export async function revokePublished(inputs: RevokeInputs, ports: PublishPorts): Promise<RevokeReport> {
  const comments = await readComments(inputs, ports);
  const what = `${inputs.name} ${inputs.version}`;
  const decision = decideFor(inputs, await ports.registry.read(), comments, ports.now());
  if (inputs.dryRun) return { state: decision.state, message: `Dry run: ${what} would be ${decision.state}.` };
  const written = await ports.registry.commit({
    message: `Mark ${what} as ${decision.state}`,
    decide: (snapshot) => {
      const registry = writeDecision(
        snapshot.registry,
        decideFor(inputs, snapshot, comments, ports.now()),
        ports.now().toISOString(),
      );
      return registry === snapshot.registry ? null : { registry };
    },
  });
  // Written first: a suspension that the comments do support must not wait for a confirmation that they lack.
  if (inputs.action === "revoke" && decision.state === "suspended")
    throw new ForgeError("command_not_allowed", {
      message: `${what} is suspended, but no second approver has confirmed that it shall be revoked.`,
      hint: "Another approver writes `/forge revoke confirm` on a line of its own.",
    });
  const people = decision.by.map((person) => person.login).join(" and ");
  const limit = decision.state === "suspended" ? " It ends after 24 hours unless another approver confirms it." : "";
  const message = `${what} is ${decision.state}, on the word of ${people}.${limit}`;
  const { name, version } = inputs;
  const standing = findRevocation(written.registry, name, version);
  if (standing?.state !== "revoked") return { state: decision.state, message };
  // Benches stop it by the registry alone; shops are told after that.
  const back = await applyRetractions({ name, version, reason: standing.reason }, requireEntry(inputs, written), ports);
  return {
    state: decision.state,
    message: back.length === 0 ? message : `${message} Retracted from ${back.join(", ")}.`,
  };
}
