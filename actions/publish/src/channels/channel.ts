import type { RegistrySnapshot, RegistryWrite } from "@plugsmith/registry";
import type { ChannelConfig, ChannelEntry, ChannelEvidence, PluginManifest, RegistryVersion } from "@plugsmith/schemas";
import type { ChannelAnswer } from "@plugsmith/trust";
import type { GitHubApi } from "@plugsmith/trust/github";
import type { SubversionPort } from "./subversion-port.ts";

/** Environment variables that a channel's credentials come in, from the environment of the job alone. */
export type ChannelSecret = "PLUGSMITH_NPM_TOKEN" | "PLUGSMITH_WORDPRESS_PASSWORD";

/** A verified version that is about to be published. */
export interface Publication {
  readonly manifest: PluginManifest;
  /** Of the zip. */
  readonly digest: string;
  readonly zip: Uint8Array;
  /** Release files by name: zip, SBOM, bundles. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** `<name>@<version>`. */
  readonly tag: string;
  readonly mergeSha: string;
  readonly pullRequest: number;
  readonly request: number;
  /** How many people approved it. */
  readonly approvals: number;
  /** What the registry will say, but for what only the release knows. */
  readonly entry: Pick<RegistryVersion, "digest" | "size" | "headSha" | "tree" | "runId" | "testedVersions">;
}

/** A published version that was revoked. */
export interface Retraction {
  readonly name: string;
  readonly version: string;
  readonly reason: string;
  /** Other versions that must not be offered either. */
  readonly revoked: readonly string[];
}

/** What the ledger's writer offers to channels. */
export interface Ledger {
  /** The registry as it was last read or written. */
  readonly snapshot: RegistrySnapshot;
  /** Written with the next commit. */
  note(entry: Omit<ChannelEntry, "at" | "run">): void;
  /** Writes what was noted, with `change` in the same commit; nothing where nothing is new. */
  commit(message: string, change?: (snapshot: RegistrySnapshot) => RegistryWrite | null): Promise<void>;
}

/** What connectors may reach. */
export interface ChannelTools {
  /** owner/name. */
  readonly repository: string;
  /** For people: https://github.com. */
  readonly serverUrl: string;
  readonly api: GitHubApi;
  readonly ledger: Ledger;
  readonly fetch: typeof fetch;
  readonly subversion: SubversionPort;
  /** @throws ForgeError `channel_secret_missing`. */
  secret(name: ChannelSecret): string;
  /** The secret where it is given. */
  secretOrNull(name: ChannelSecret): string | null;
  now(): Date;
}

/**
 * A connector to one channel. Nothing of it is remembered between calls: each asks the channel. Whoever writes the next one
 * implements this, adds it to `make-channels.ts` and its kind to the schemas (docs/channels.md).
 */
export interface Channel {
  readonly config: ChannelConfig;
  /** What publishing there does, as words for a plan. */
  describe(publication: Pick<Publication, "manifest" | "tag">): string;
  /** What the channel says about the version now. @throws ForgeError where it cannot be asked. */
  read(publication: Publication): Promise<ChannelAnswer>;
  /**
   * Brings the version there. Called when `read` said absent or begun; may be killed at any point and called again, also by
   * two runs at once. Whether it worked is asked with `read`. @throws ForgeError with the channel's words.
   */
  publish(publication: Publication): Promise<void>;
  /**
   * Takes away what runs that were stopped, or overtaken by another, left beside a version that is there; does nothing where
   * there is nothing. Called when `read` said published or handed over. @throws ForgeError.
   */
  tidy?(publication: Publication): Promise<void>;
  /** Takes the version back as far as the channel can; does nothing where that was done. @throws ForgeError. */
  retract(retraction: Retraction): Promise<ChannelEvidence>;
}

export type MakeChannel = (config: ChannelConfig, tools: ChannelTools) => Channel;
