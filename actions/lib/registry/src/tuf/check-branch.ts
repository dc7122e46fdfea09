import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import { refreshTuf, registryTargets, type TufTransport, type TufView } from "@plugsmith/trust/tuf";
import type { RegistryBranch } from "../registry-store.ts";
import { gatherTree } from "./gather-tree.ts";
import { binPrefix, type TufTree } from "./tuf-tree.ts";

/** The role that says who signs this one. */
const delegatorOf = (role: string) =>
  role.startsWith(`${binPrefix}-`) ? "plugins" : role === "targets" ? "root" : "targets";

const normalise = (text: string) => JSON.stringify(JSON.parse(text));

const refuse = (path: string): never => {
  throw new ForgeError("registry_mixed", {
    message: `${path} of the branch forge/registry is not what the registry's keys have signed.`,
    hint: "Somebody edited the branch by hand. Look at its newest commits, and write nothing on top of them: docs/registry.md.",
    facts: { path },
  });
};

/**
 * Whether what is on the branch is what its keys have signed: every root from the first on, and the plain files beside them. Freshness
 * is not asked: who signs again must be able to come late.
 * @returns the view for `checkRoles`; null where the registry is not signed.
 * @throws ForgeError `registry_mixed` for a branch that somebody edited by hand, and as `refreshTuf`.
 */
export async function checkBranch(branch: RegistryBranch): Promise<TufView | null> {
  const tree = await gatherTree(branch, () => false);
  if (tree === null) return null;
  const transport: TufTransport = {
    async read(path) {
      const text = await branch.readFile(`${tufFolder}/${path}`);
      return text === null ? null : Buffer.from(text);
    },
  };
  const root = (await branch.readFile(`${tufFolder}/1.root.json`)) ?? refuse(`${tufFolder}/1.root.json`);
  const view = await refreshTuf({ state: { root }, transport, now: new Date(tree.timestamp.signed_at) });
  if (view.rootVersion !== tree.root.version) refuse(`${tufFolder}/${tree.root.version}.root.json`);
  for (const path of [
    registryTargets.registry,
    registryTargets.reviewers,
    registryTargets.trustedRoot,
    registryTargets.signers,
  ]) {
    const signed = await view.readTarget(path);
    const plain = await branch.readFile(path);
    if (signed === null && plain === null) continue;
    if (signed === null || plain === null) refuse(path);
    else if (normalise(Buffer.from(signed).toString("utf8")) !== normalise(plain)) refuse(path);
  }
  return view;
}

/** Whether the roles of a tree are what their keys have signed, so that a write signs nothing again that somebody slipped in. */
export async function checkRoles(view: TufView, { roles }: TufTree): Promise<void> {
  for (const [role, { version }] of Object.entries(roles)) {
    const { signed } = await view.loadRole(role, delegatorOf(role));
    if (signed.version !== version) refuse(`${tufFolder}/${role}`);
  }
}
