import type { TufKeyText } from "@plugsmith/trust/tuf";
import type { RegistryStore } from "../registry-store.ts";
import { gatherTree } from "./gather-tree.ts";
import type { RoleTable } from "./plan-ceremony.ts";
import { type KeyRole, type RoleKeys, type RoleName, roleNames, type TufTree } from "./tuf-tree.ts";

function listRole(tree: TufTree, name: RoleName): RoleKeys {
  const { root, roles } = tree;
  const delegations = roles["targets"]?.delegations;
  const bins = roles["plugins"]?.delegations;
  const top = name in root.roles ? root.roles[name as keyof typeof root.roles] : undefined;
  const own: KeyRole | undefined =
    top ?? (name === "bins" ? bins?.succinct_roles : delegations?.roles?.find((role) => role.name === name));
  const keys: Readonly<Record<string, TufKeyText>> = { ...root.keys, ...delegations?.keys, ...bins?.keys };
  const named = (own?.keyids ?? []).flatMap((id) => (keys[id] ? [keys[id]] : []));
  return { keys: named, threshold: own?.threshold ?? 1 };
}

/**
 * Who signs each role now; null where the registry is not signed. Reads what the branch says about itself, for people who change it;
 * nothing is written. @throws ForgeError as `RegistryStore.commit`.
 */
export async function gatherRoles(store: RegistryStore): Promise<RoleTable | null> {
  let tree: TufTree | null = null;
  // A change that decides for nothing is how a store shows the branch's files.
  await store.commit({
    message: "",
    async decide(_snapshot, branch) {
      tree = await gatherTree(branch, () => false);
      return null;
    },
  });
  const found = tree as TufTree | null;
  if (found === null) return null;
  const entries = roleNames.map((name) => [name, listRole(found, name)]);
  return Object.fromEntries(entries) as Record<RoleName, RoleKeys>;
}
