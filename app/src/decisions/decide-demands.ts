import { type Confirmation, decideConfirmation, type ProofDemand, renderApprovalMessage } from "@plugsmith/trust";
import type { Facts } from "../facts/facts.ts";

/** What an approval of the head must contain besides being one. */
export interface Demands {
  readonly confirmation: Confirmation | null;
  readonly proof: ProofDemand | null;
  /** The head's manifest decides on one of them but cannot be read. */
  readonly unknown: boolean;
}

/** Lines and signatures that approvers must give for the head as it stands. */
export function decideDemands(facts: Facts): Demands {
  const { config, evidence, pipeline, pull, versions } = facts;
  const kind = config.ok ? config.value.approvals.proof : undefined;
  const { manifest } = evidence;
  if (manifest === null || pull === null)
    return { confirmation: null, proof: null, unknown: versions.length > 0 || kind === "ssh" || kind === "ssh-sk" };
  const { name, version, permissions } = manifest;
  const others = versions.filter((published) => published.version !== version);
  const message = renderApprovalMessage({ name, version, digest: pipeline.digest ?? "", headSha: pull.headSha });
  return {
    confirmation: decideConfirmation(others, permissions),
    proof: kind === "ssh" || kind === "ssh-sk" ? { kind, message } : null,
    unknown: false,
  };
}
