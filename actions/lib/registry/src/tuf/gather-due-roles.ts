import type { RegistryStore } from "../registry-store.ts";
import { canSignRole } from "./can-sign-role.ts";
import { gatherTree } from "./gather-tree.ts";
import { listDue } from "./plan-refresh.ts";
import type { TufSigner } from "./tuf-signer.ts";
import type { TufTree } from "./tuf-tree.ts";

/**
 * Roles whose life is half over and that these signers cannot sign: people have to. null where the registry is not signed. Nothing is
 * written. @throws ForgeError as `RegistryStore.commit`.
 */
export async function gatherDueRoles(
  store: RegistryStore,
  signers: readonly TufSigner[],
  at: Date,
): Promise<readonly string[] | null> {
  let tree: TufTree | null = null;
  await store.commit({
    message: "",
    async decide(_snapshot, branch) {
      tree = await gatherTree(branch, (role) => role === "revocations");
      return null;
    },
  });
  const found = tree as TufTree | null;
  return found && listDue(found, at, (role) => canSignRole(found, signers, role));
}
