import { ForgeError } from "@plugsmith/schemas";
import { tufFolder } from "@plugsmith/trust";
import { pluginTarget } from "@plugsmith/trust/tuf";

import { renderFile } from "../init-registry.ts";
import {
  type RegistryBranch,
  type RegistryChange,
  type RegistrySnapshot,
  type RegistryStore,
  type RegistryWrite,
  registryFile,
  reviewersFile,
  signersFile,
  trustedRootFile,
} from "../registry-store.ts";
import { canSignRole } from "./can-sign-role.ts";
import { checkBranch, checkRoles } from "./check-branch.ts";
import { checkFiles } from "./check-files.ts";
import { findNewestRoot, gatherTree } from "./gather-tree.ts";
import { planRefresh } from "./plan-refresh.ts";
import { isRotated, type KeyChanges, planRotation } from "./plan-rotation.ts";
import { planStart, type TufStart } from "./plan-start.ts";
import { countBits, planTargets, type TargetTexts } from "./plan-targets.ts";
import {
  listChangedPlugins,
  listGonePlugins,
  listWriteRoles,
  renderRegistryTargets,
  renderTrustTargets,
} from "./render-targets.ts";
import { signPlan } from "./sign-plan.ts";
import type { TufPlan } from "./tuf-plan.ts";
import type { TufSigner } from "./tuf-signer.ts";
import type { TufTree } from "./tuf-tree.ts";

export interface TufRegistryOptions {
  readonly store: RegistryStore;
  /** Whoever can sign here. */
  readonly signers: readonly TufSigner[];
  readonly now: () => Date;
}

export interface TufRegistryStore extends RegistryStore {
  /** Makes the first metadata on a branch that has none. All roles must be signable. Throws `registry_conflict` on any other. `trust`: what people sign and the branch does not have yet. */
  start(start: Pick<TufStart, "roles" | "bits">, trust?: TargetTexts): Promise<RegistrySnapshot>;
  /** Signs again: the timestamp, and the snapshot and those roles whose life is half over. For the daily run. */
  refresh(): Promise<RegistrySnapshot>;
  /** Gives roles other keys, in one write; where the root changes, enough keys of the old root must be here. */
  rotate(changes: KeyChanges): Promise<RegistrySnapshot>;
  /**
   * Publishes `reviewers.json`, `signers.json` or `trusted_root.json`, which people sign. Counts as a write of the registry, so that
   * benches look again at what they have refused.
   */
  publishTrust(texts: TargetTexts): Promise<RegistrySnapshot>;
}

/** What people sign. */
const trustFiles: readonly string[] = [reviewersFile, trustedRootFile, signersFile];

/** As `gatherTree`, and only what the registry's keys have signed: what is read here is signed again. */
async function gatherChecked(...asked: Parameters<typeof gatherTree>): Promise<TufTree | null> {
  const [view, tree] = [await checkBranch(asked[0]), await gatherTree(...asked)];
  if (view && tree) await checkRoles(view, tree);
  return tree;
}

function requireTree(tree: TufTree | null): TufTree {
  if (tree) return tree;
  throw new ForgeError("registry_invalid", {
    message: "The branch forge/registry has no TUF metadata.",
    hint: "Run `plugsmith registry init` first.",
  });
}

/**
 * The registry with TUF metadata beside `registry.json`: each write of the inner store carries, in the same commit, all that clients
 * need to verify it. On a branch without metadata its `commit` is the inner store's. Throws as the inner store, `signPlan`
 * and `checkFiles`.
 */
export function createTufRegistryStore({ store, signers, now }: TufRegistryOptions): TufRegistryStore {
  async function sign(plan: TufPlan, branch: RegistryBranch, repository: string) {
    const files = await signPlan(plan, signers);
    const before = plan.isNewRoot && plan.previousRoot === null ? null : branch;
    await checkFiles(files, before, { repository, now: now() });
    return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${tufFolder}/${path}`, text]));
  }

  async function decide(
    change: RegistryChange,
    snapshot: RegistrySnapshot,
    branch: RegistryBranch,
  ): Promise<RegistryWrite | null> {
    // Before anything is decided on what somebody may have slipped in.
    const view = await checkBranch(branch);
    const write = await change.decide(snapshot, branch);
    if (write === null || view === null) return write;
    const { registry } = write;
    const plugins = listChangedPlugins(snapshot.registry, registry);
    const gone = listGonePlugins(snapshot.registry, registry);
    const touched = [...plugins.map(({ name }) => name), ...gone];
    const tree = requireTree(
      await gatherTree(branch, (role, roles) => listWriteRoles(touched, countBits(roles)).has(role)),
    );
    await checkRoles(view, tree);
    const texts = renderRegistryTargets(registry, plugins, canSignRole(tree, signers, "revocations"));
    const plan = planTargets(
      tree,
      { ...texts, ...Object.fromEntries(gone.map((name) => [pluginTarget(name), null])) },
      now(),
    );
    const signed = plan ? await sign(plan, branch, registry.repository) : {};
    return { registry, files: { ...write.files, ...signed } };
  }

  /** Commits metadata alone. */
  const commitPlan = (
    message: string,
    make: (branch: RegistryBranch, snapshot: RegistrySnapshot) => Promise<TufPlan | null>,
    files: TargetTexts = {},
  ) =>
    store.commit({
      message,
      async decide(snapshot, branch) {
        const plan = await make(branch, snapshot);
        const { registry } = snapshot;
        return plan && { registry, files: { ...files, ...(await sign(plan, branch, registry.repository)) } };
      },
    });

  return {
    read: () => store.read(),
    commit: (change) =>
      store.commit({ message: change.message, decide: (snapshot, branch) => decide(change, snapshot, branch) }),
    start: ({ roles, bits }, trust = {}) =>
      commitPlan(
        "Sign the registry",
        async (branch, snapshot) => {
          const { registry } = snapshot;
          if ((await findNewestRoot(branch)) !== null)
            throw new ForgeError("registry_conflict", {
              message: "This registry has TUF metadata already.",
              hint: "Change keys with `plugsmith registry rotate`.",
            });
          const own = renderRegistryTargets(registry, registry.plugins, true);
          const targets = { ...renderTrustTargets(snapshot), ...trust, ...own };
          return planStart({ roles, bits, targets, at: now() });
        },
        trust,
      ),
    refresh: () =>
      commitPlan("Sign the registry again", async (branch) => {
        const tree = requireTree(await gatherChecked(branch, () => true));
        return planRefresh(tree, now(), (role) => canSignRole(tree, signers, role));
      }),
    rotate: (changes) =>
      commitPlan(`Rotate the keys of ${Object.keys(changes).join(", ")}`, async (branch) => {
        const tree = await gatherChecked(branch, (role) => isRotated(role, changes));
        return planRotation(requireTree(tree), changes, now());
      }),
    publishTrust(texts) {
      const known = Object.entries(texts).filter(([path]) => trustFiles.includes(path));
      const files = Object.fromEntries(known);
      return store.commit({
        message: "Change whom the registry trusts",
        async decide({ registry: before }, branch) {
          const tree = requireTree(await gatherChecked(branch, (role) => role === "registry"));
          if (planTargets(tree, files, now()) === null) return null;
          const counts = canSignRole(tree, signers, "registry");
          const registry = counts
            ? { ...before, sequence: before.sequence + 1, updatedAt: now().toISOString() }
            : before;
          const targets = counts ? { ...files, [registryFile]: renderFile(registry) } : files;
          const plan = planTargets(tree, targets, now());
          return plan && { registry, files: { ...files, ...(await sign(plan, branch, registry.repository)) } };
        },
      });
    },
  };
}
