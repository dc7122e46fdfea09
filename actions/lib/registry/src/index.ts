export { addVersion, checkVersion, type NewVersion } from "./add-version.ts";
export { decideRegistryHealth, type RegistryHealth } from "./decide-registry-health.ts";
export { findHighestVersion, findPlugin, findRevocation, findState, findVersion } from "./find-version.ts";
export { createGitRegistryStore, type GitRegistryOptions, type GitRegistryStore } from "./git-registry-store.ts";
export { initRegistry, type RegistryStart } from "./init-registry.ts";
export { createKeyedRegistryStore, type KeyedRegistryOptions } from "./keyed-registry-store.ts";
export { liftSuspensions, listEndedSuspensions } from "./lift-suspensions.ts";
export { listTestedVersions } from "./list-tested-versions.ts";
export {
  type RegistryBranch,
  type RegistryChange,
  type RegistrySnapshot,
  type RegistryStore,
  type RegistryWrite,
  registryBranch,
  registryFile,
  reviewersFile,
  signersFile,
  trustedRootFile,
} from "./registry-store.ts";
export { disableVersion, findRemoved, removeVersion, type WithdrawnVersion } from "./remove-version.ts";
export { renderHealthBadge } from "./render-health-badge.ts";
export { type MappedPlugin, renderPluginMap } from "./render-plugin-map.ts";
export { renderPluginTable } from "./render-plugin-table.ts";
export { renderRegistryPage } from "./render-registry-page.ts";
export { renderRegistryReport } from "./render-registry-report.ts";
export { type RevocationInput, revokeVersion, suspendVersion } from "./revoke-version.ts";
