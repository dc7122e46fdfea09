import { ForgeError, parseTrustPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { type TrustMaterial, toTrustMaterial, Verifier } from "@sigstore/verify";
import { isKeyPolicy } from "./key-policy.ts";
import { type KeyRing, makeKeyRing } from "./key-ring.ts";

/** What verifies the bundles of one policy; `keys` only where the policy names keys. */
export interface TrustVerifier {
  readonly verifier: Verifier;
  readonly keys: KeyRing | null;
}

/** What each keyless mode demands at least; a policy may ask for more, never for less. Keys demand one signature (schema). */
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

/**
 * A log or authority without a beginning would be believed about every moment; the format demands one, the verifier below does
 * not (sigstore-conformance#406).
 */
function requireBeginnings(root: TrustedRoot): TrustedRoot {
  const logs = [...root.tlogs, ...root.ctlogs].map(({ publicKey }) => publicKey?.validFor);
  const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities].map(({ validFor }) => validFor);
  if ([...logs, ...authorities].some((time) => time?.start === undefined))
    refuse("its trusted root names a log or authority without validFor.start");
  return root;
}

function readMaterial(policy: TrustPolicy, keys: KeyRing | null): TrustMaterial {
  try {
    const material = toTrustMaterial(requireBeginnings(TrustedRoot.fromJSON(policy.trustedRoot ?? {})), {});
    if (keys === null) return material;
    const publicKey = (hint: string) => {
      const key = keys.find(hint);
      const validFor = (time: Date) => {
        key.requireValidAt(time);
        return true;
      };
      return { publicKey: key.publicKey, validFor };
    };
    // A policy of keys trusts no certificate, whatever its trusted root holds.
    return { ...material, certificateAuthorities: [], ctlogs: [], publicKey };
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    return refuse("its trusted root cannot be read", error);
  }
}

function readKeys(policy: TrustPolicy): KeyRing | null {
  if (!isKeyPolicy(policy)) return null;
  if (policy.thresholds.signatures > policy.keys.length)
    refuse(`it wants ${policy.thresholds.signatures} signatures of ${policy.keys.length} keys`);
  try {
    return makeKeyRing(policy.keys);
  } catch (error) {
    return refuse(error instanceof TypeError ? error.message : "a key cannot be read");
  }
}

function makeVerifier(value: TrustPolicy): TrustVerifier {
  const parsed = parseTrustPolicy(value);
  if (!parsed.ok) return refuse(`${parsed.issues[0]?.path ?? ""} ${parsed.issues[0]?.message ?? ""}`.trim());
  const policy = parsed.value;
  if (!isKeyPolicy(policy)) {
    const floor = floors[policy.mode];
    for (const name of ["log", "certificateLog", "timestamp"] as const)
      if (policy.thresholds[name] < floor[name])
        refuse(`mode ${policy.mode} needs thresholds.${name} ≥ ${floor[name]}`);
  }
  const keys = readKeys(policy);
  const verifier = new Verifier(readMaterial(policy, keys), {
    tlogThreshold: policy.thresholds.log,
    ctlogThreshold: isKeyPolicy(policy) ? 0 : policy.thresholds.certificateLog,
    timestampThreshold: policy.thresholds.timestamp,
  });
  return { verifier, keys };
}

const verifiers = new WeakMap<TrustPolicy, TrustVerifier>();

/**
 * The verifier of a policy, made once per policy object (parsing a trusted root costs more than verifying with it).
 * @throws ForgeError `policy_invalid`.
 */
export function makeTrustVerifier(policy: TrustPolicy): TrustVerifier {
  const known = verifiers.get(policy);
  if (known) return known;
  const made = makeVerifier(policy);
  verifiers.set(policy, made);
  return made;
}
