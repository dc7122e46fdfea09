export { createGitTufTransport, type GitTufOptions } from "./git-tuf-transport.ts";
export { checkBranch } from "./tuf/check-branch.ts";
export { gatherDueRoles } from "./tuf/gather-due-roles.ts";
export { gatherRoles } from "./tuf/gather-roles.ts";
export { parseSigners } from "./tuf/parse-signers.ts";
export {
  onlineRoles,
  type PeopleChange,
  type PeopleKeys,
  peopleRoles,
  planKeyRoles,
  planOnlineChange,
  planPeopleChange,
  type RoleTable,
} from "./tuf/plan-ceremony.ts";
export type { KeyChanges } from "./tuf/plan-rotation.ts";
export { planStart, type TufStart } from "./tuf/plan-start.ts";
export { renderRegistryTargets, renderTrustTargets } from "./tuf/render-targets.ts";
export { signPlan, type TufFiles } from "./tuf/sign-plan.ts";
export { type SignedStart, signStart } from "./tuf/sign-start.ts";
export type { TufPlan } from "./tuf/tuf-plan.ts";
export { createTufRegistryStore, type TufRegistryOptions, type TufRegistryStore } from "./tuf/tuf-registry-store.ts";
export { computeKeyId, describeKey, makeKeySigner, type TufSigner } from "./tuf/tuf-signer.ts";
export { type RoleKeys, type RoleName, roleNames } from "./tuf/tuf-tree.ts";
