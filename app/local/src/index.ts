export type {
  Delivery,
  LocalGitHub,
  LocalGitHubOptions,
  LocalJob,
  NewRepository,
  Person,
  RequestedRun,
  RequestRecord,
  Role,
  RunPatch,
} from "./github/local-github.ts";
export { startLocalGitHub } from "./github/start-local-github.ts";
export { type LocalSigstore, startLocalSigstore } from "./sigstore/local-sigstore.ts";
export { type LocalPolicyFacts, makeLocalPolicy } from "./sigstore/make-local-policy.ts";
