import { createHash } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { registryTargets } from "@plugsmith/trust/tuf";
import {
  binPrefix,
  type KeyRole,
  type RoleName,
  type RootSigned,
  type TargetsSigned,
  type TopRole,
} from "./tuf-tree.ts";

const topRoles: readonly string[] = ["root", "targets", "snapshot", "timestamp"] satisfies TopRole[];

/** Which keys sign this metadata file, as root and delegations say. */
export function findRoleKeys(
  tree: { readonly root: RootSigned; readonly roles: Readonly<Record<string, TargetsSigned>> },
  role: string,
): KeyRole {
  const delegations = tree.roles["targets"]?.delegations;
  const found = topRoles.includes(role)
    ? tree.root.roles[role as TopRole]
    : (delegations?.roles?.find(({ name }) => name === role) ??
      (role.startsWith(`${binPrefix}-`) ? tree.roles["plugins"]?.delegations?.succinct_roles : undefined));
  if (found) return found;
  throw new ForgeError("registry_invalid", { message: `The registry has no role ${role}.`, facts: { role } });
}

/** Name of the bin that a target belongs to: the first bits of its path's SHA-256, as TAP 15 says. */
export function nameBin(path: string, bits: number): string {
  const first = createHash("sha256").update(path).digest().readUInt32BE(0);
  return renderBin(first >>> (32 - bits), bits);
}

export const renderBin = (index: number, bits: number): string =>
  `${binPrefix}-${index.toString(16).padStart((2 ** bits - 1).toString(16).length, "0")}`;

/** The role that signs a target, by its path. */
export function findTargetRole(
  path: string,
  bits: number,
): Exclude<RoleName, "bins"> | `${typeof binPrefix}-${string}` {
  if (path === registryTargets.registry) return "registry";
  if (path === registryTargets.revocations) return "revocations";
  if (path === registryTargets.suspensions) return "suspensions";
  return path.startsWith("index/") ? (nameBin(path, bits) as `bin-${string}`) : "targets";
}
