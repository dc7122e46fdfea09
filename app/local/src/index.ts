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
export { checkedFetch, type Violation } from "./openapi/checked-fetch.ts";
export { readApiDescription } from "./openapi/read-api-description.ts";
export { createRequestChecker, type RequestCheck, type RequestChecker } from "./openapi/request-checker.ts";
export { createLocalRunner, type LocalRunner, type LocalRunnerOptions } from "./runner/create-local-runner.ts";
export { loadWorkflowParser, type WorkflowParser } from "./runner/load-workflow-parser.ts";
export type { OidcMinter } from "./runner/oidc-server.ts";
export type { RunnerEvent } from "./runner/runner-event.ts";
export { type LocalSigstore, startLocalSigstore } from "./sigstore/local-sigstore.ts";
export { type LocalPolicyFacts, makeLocalPolicy } from "./sigstore/make-local-policy.ts";
