import type { Registry, RegistryPlugin, Revocation } from "@plugsmith/schemas";
import { pluginTarget, registryTargets } from "@plugsmith/trust/tuf";
import { renderFile } from "../init-registry.ts";
import type { RegistrySnapshot } from "../registry-store.ts";
import { nameBin } from "./find-role-keys.ts";
import type { TargetTexts } from "./plan-targets.ts";

const renderEntry = (repository: string, plugin: RegistryPlugin): string =>
  renderFile({ schemaVersion: 1, repository, plugin });

const renderList = (repository: string, revocations: readonly Revocation[]): string =>
  renderFile({ schemaVersion: 1, repository, revocations });

/** Targets that people sign offline: who may approve, who the signatures' authorities are, and which workflows may sign. */
export const renderTrustTargets = ({
  reviewers,
  trustedRoot,
  signers,
}: Pick<RegistrySnapshot, "reviewers" | "trustedRoot" | "signers">): TargetTexts => ({
  [registryTargets.reviewers]: renderFile(reviewers),
  ...(signers ? { [registryTargets.signers]: renderFile(signers) } : {}),
  ...(trustedRoot ? { [registryTargets.trustedRoot]: renderFile(trustedRoot) } : {}),
});

/** Plugins of `after` that are not the very objects of `before`: a write keeps what it does not touch. */
export function listChangedPlugins(before: Registry | null, after: Registry): readonly RegistryPlugin[] {
  const old = new Map(before?.plugins.map((plugin) => [plugin.name, plugin]));
  return after.plugins.filter((plugin) => old.get(plugin.name) !== plugin);
}

/** Names of plugins that `after` has no longer. */
export function listGonePlugins(before: Registry | null, after: Registry): readonly string[] {
  const names = new Set(after.plugins.map(({ name }) => name));
  return (before?.plugins ?? []).flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

/** Roles that sign what a write of these plugins may change. */
export const listWriteRoles = (names: readonly string[], bits: number): ReadonlySet<string> =>
  new Set(["registry", "revocations", "suspensions", ...names.map((name) => nameBin(pluginTarget(name), bits))]);

/**
 * Targets that a write of the registry may change.
 * @param plugins whose entries are made anew.
 * @param canRevoke whether the permanent list can be signed here; if not, the temporary one says it meanwhile.
 */
export function renderRegistryTargets(
  registry: Registry,
  plugins: readonly RegistryPlugin[],
  canRevoke: boolean,
): TargetTexts {
  const { repository, revocations } = registry;
  const permanent = revocations.filter(({ state }) => state === "revoked");
  const temporary = canRevoke ? revocations.filter(({ state }) => state === "suspended") : revocations;
  return {
    [registryTargets.registry]: renderFile(registry),
    ...(canRevoke ? { [registryTargets.revocations]: renderList(repository, permanent) } : {}),
    [registryTargets.suspensions]: renderList(repository, temporary),
    ...Object.fromEntries(plugins.map((plugin) => [pluginTarget(plugin.name), renderEntry(repository, plugin)])),
  };
}
