import { ForgeError, type KeylessPolicy, type KeyPolicy, type TrustPolicy } from "@plugsmith/schemas";
import { isKeyPolicy } from "./key-policy.ts";
import type { SignedTrust } from "./signed-trust.ts";

const refuse = (message: string): never => {
  throw new ForgeError("policy_invalid", {
    message,
    hint: "Pin the registry's root (a bench: registry.root; `plugsmith verify`: --root), let people sign what is missing (docs/registry.md), or name it in the policy.",
  });
};

function decideSigners({ signers, signerWorkflow }: KeylessPolicy, trust: SignedTrust | null): readonly string[] {
  if (signers !== "registry") return signers;
  if (trust === null) return refuse("The policy leaves its signers to the registry, and no signed registry was read.");
  if (trust.signers === null)
    return refuse("The policy leaves its signers to the registry, whose keys have signed no signers.json.");
  const own = trust.signers.signers.filter(({ workflow }) => workflow === signerWorkflow);
  if (own.length === 0) return refuse(`The registry's signers.json names no commit of ${signerWorkflow}.`);
  return [...new Set(own.map(({ digest }) => digest))];
}

function decideKeyless(policy: KeylessPolicy, trust: SignedTrust | null): KeylessPolicy {
  const { signers, trustedRoot } = policy;
  if (signers !== "registry" && trustedRoot !== undefined) return policy;
  const root = trustedRoot ?? trust?.trustedRoot ?? undefined;
  if (root === undefined)
    return refuse("The policy brings no trusted root, and no signed registry with a trusted_root.json was read.");
  return { ...policy, signers: [...decideSigners(policy, trust)], trustedRoot: root };
}

/** Keys that nobody witnesses need no root, and get none: what a policy does not ask for must not change its verdicts. */
function decideKeys(policy: KeyPolicy, trust: SignedTrust | null): KeyPolicy {
  const { thresholds, trustedRoot } = policy;
  const root = trust?.trustedRoot;
  if (trustedRoot !== undefined || !root || thresholds.log + thresholds.timestamp === 0) return policy;
  return { ...policy, trustedRoot: root };
}

const decided = new WeakMap<TrustPolicy, { readonly trust: SignedTrust | null; readonly policy: TrustPolicy }>();

/**
 * The policy with what it leaves to the registry filled in: `signers: registry`, and the trusted root where it brings none. A policy
 * that names both itself stays as it is. The same object for the same two, so that its verifier is made once.
 * @throws ForgeError `policy_invalid` where the registry does not say what the policy leaves to it.
 */
export function decidePolicy(policy: TrustPolicy, trust: SignedTrust | null): TrustPolicy {
  const known = decided.get(policy);
  if (known && known.trust === trust) return known.policy;
  const made = isKeyPolicy(policy) ? decideKeys(policy, trust) : decideKeyless(policy, trust);
  decided.set(policy, { trust, policy: made });
  return made;
}
