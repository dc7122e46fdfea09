import type { BenchConfig } from "@plugsmith/schemas";
import type { SignedTrust } from "@plugsmith/trust";
import { readPinnedRoot } from "./read-pinned-root.ts";
import type { RegistryTrustStore } from "./registry-trust-store.ts";

/**
 * What people have signed about who signs packages, as this bench has accepted it from the root that it pins now; null for a registry
 * that is not signed, before the first look, and after another root was pinned.
 * @throws ForgeError as `readPinnedRoot`.
 */
export function readSignedTrust(
  registry: BenchConfig["registry"],
  store: Pick<RegistryTrustStore, "read">,
): SignedTrust | null {
  if (registry.trust === "unsigned") return null;
  const pinned = readPinnedRoot(registry);
  const known = store.read();
  return pinned && known?.pin === pinned.pin ? (known.signedTrust ?? null) : null;
}
