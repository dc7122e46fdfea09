import { findRoleKeys } from "./find-role-keys.ts";
import { computeKeyId, type TufSigner } from "./tuf-signer.ts";
import type { TufTree } from "./tuf-tree.ts";

/** Whether these signers meet a role's threshold. */
export function canSignRole(tree: TufTree, signers: readonly TufSigner[], role: string): boolean {
  const ids = new Set(signers.map(({ key }) => computeKeyId(key)));
  const { keyids, threshold } = findRoleKeys(tree, role);
  return keyids.filter((id) => ids.has(id)).length >= threshold;
}
