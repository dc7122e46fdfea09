import type { RegistryStore } from "@plugsmith/registry";
import type { GitHubApi } from "@plugsmith/trust/github";

/** What the phases that write need of the outside. */
export interface PublishPorts {
  /** owner/name. */
  readonly repository: string;
  readonly runId: string;
  /** Address of this run, for the merge commit. */
  readonly runUrl: string;
  readonly api: GitHubApi;
  readonly registry: RegistryStore;
  loadYaml(text: string): unknown;
  now(): Date;
}
