import type { RegistryStore } from "@plugsmith/registry";
import type { GitHubApi } from "@plugsmith/trust/github";
import type { ChannelTools } from "./channels/channel.ts";

/** What the phases that write need of the outside. */
export interface PublishPorts extends Pick<ChannelTools, "serverUrl" | "fetch" | "subversion" | "secretOrNull"> {
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
