import { ForgeError, parseTrustPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial, Verifier } from "@sigstore/verify";

/** What each mode demands at least; a policy may ask for more, never for less. */
const floors = {
  "keyless-public": { log: 1, certificateLog: 1, timestamp: 1 },
  // GitHub's own Sigstore for private repositories keeps no public log.
  "keyless-github": { log: 0, certificateLog: 0, timestamp: 1 },
} as const;

const refuse = (message: string, cause?: unknown): never => {
  throw new ForgeError("policy_invalid", {
    message: `The trust policy is not valid: ${message}.`,
    hint: "Take the policy from the forge repository's maintainers, or make it again with `plugsmith init`.",
    cause,
  });
};

function makeVerifier(value: TrustPolicy): Verifier {
  const parsed = parseTrustPolicy(value);
  if (!parsed.ok) return refuse(`${parsed.issues[0]?.path ?? ""} ${parsed.issues[0]?.message ?? ""}`.trim());
  const policy = parsed.value;
  if (policy.mode === "key") return refuse("verification by key is not built yet");
  const floor = floors[policy.mode];
  for (const name of ["log", "certificateLog", "timestamp"] as const)
    if (policy.thresholds[name] < floor[name]) refuse(`mode ${policy.mode} needs thresholds.${name} ≥ ${floor[name]}`);
  try {
    const material = toTrustMaterial(TrustedRoot.fromJSON(policy.trustedRoot), {});
    return new Verifier(material, {
      tlogThreshold: policy.thresholds.log,
      ctlogThreshold: policy.thresholds.certificateLog,
      timestampThreshold: policy.thresholds.timestamp,
    });
  } catch (error) {
    return refuse("its trusted root cannot be read", error);
  }
}

const verifiers = new WeakMap<TrustPolicy, Verifier>();

/**
 * The verifier of a policy, made once per policy object (parsing a trusted root costs more than verifying with it).
 * @throws ForgeError `policy_invalid`.
 */
export function makeTrustVerifier(policy: TrustPolicy): Verifier {
  const known = verifiers.get(policy);
  if (known) return known;
  const made = makeVerifier(policy);
  verifiers.set(policy, made);
  return made;
}
