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
