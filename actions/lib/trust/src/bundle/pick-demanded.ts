import type { TrustPolicy } from "@plugsmith/schemas";
import { isRecord } from "./parse-statement.ts";
import { bomType, testResultType } from "./statement.ts";

/** What a bundle says its statement is about, before anything is verified; null: unreadable. */
function peekType(bundle: unknown): string | null {
  const envelope = isRecord(bundle) ? bundle["dsseEnvelope"] : undefined;
  const payload = isRecord(envelope) ? envelope["payload"] : undefined;
  if (typeof payload !== "string") return null;
  try {
    const statement: unknown = JSON.parse(Buffer.from(payload, "base64").toString("utf8"));
    const type = isRecord(statement) ? statement["predicateType"] : undefined;
    return typeof type === "string" ? type : null;
  } catch {
    return null;
  }
}

/**
 * The bundles that decide whether the policy lets a package in. A bundle is left out only by what it says of itself, which can
 * take a statement away but never make one: whatever decides is verified.
 */
export function pickDemanded(bundles: readonly unknown[], { attestations }: TrustPolicy): unknown[] {
  const idle = new Set<string | null>();
  if (attestations?.testResult === undefined) idle.add(testResultType);
  if (attestations?.sbom === undefined) idle.add(bomType);
  return bundles.filter((bundle) => !idle.has(peekType(bundle)));
}
