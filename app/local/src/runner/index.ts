export { createLocalRunner, type LocalRunner, type LocalRunnerOptions } from "./create-local-runner.ts";
export { loadWorkflowParser, type WorkflowParser } from "./load-workflow-parser.ts";
export type { JobView, LocalGitHub, RequestedRun } from "./local-github-port.ts";
export type { OidcMinter } from "./oidc-server.ts";
export type { RunnerEvent } from "./runner-event.ts";
