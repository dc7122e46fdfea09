import type { AuditStore } from "./audit/audit-store.ts";
import type { BenchAnswer } from "./bench/verify-bench-event.ts";
import type { PluginEngine } from "./engine/plugin-engine.ts";
import type { ForgeIdentity } from "./facts/facts.ts";
import type { ApiRequest } from "./github/api-request.ts";
import type { HandledRequest } from "./handle-request.ts";
import type { Hint, HintRepository } from "./hints/hint.ts";
import type { RepositoryMirror } from "./mirror/repository-mirror.ts";

/** How the forge reaches one repository: its API, and a token for git; asked anew at each use. */
export interface Connection {
  readonly request: ApiRequest;
  readonly getToken: () => Promise<string | null>;
}

/** One line of the structured log. */
export type ForgeLog = (level: "info" | "warn" | "error", fields: Record<string, unknown>, message: string) => void;

export interface ForgeAppOptions {
  readonly forge: ForgeIdentity;
  readonly engine: PluginEngine;
  /** Web and git origin, without a slash at the end: `https://github.com`. */
  readonly serverUrl: string;
  /** Folder for git mirrors; a cache, may be deleted at any time. */
  readonly cacheFolder: string;
  readonly now?: () => Date;
  /** Writes to GitHub in any minute for one owner; without it as many as come. */
  readonly writesPerMinute?: number | null;
  readonly log?: ForgeLog;
  /** Address that git uses, where it is not `<serverUrl>/<owner>/<repo>.git`. */
  readonly gitUrl?: (repository: HintRepository) => string;
  /** Git transports besides http(s), for tests. */
  readonly gitAllow?: readonly string[];
  /** Mirror and log of a repository, where they are not to be opened with git. */
  readonly open?: (repository: HintRepository) => Promise<OpenedRepository>;
}

/** What is read and written with git. */
export interface OpenedRepository {
  readonly mirror: RepositoryMirror;
  readonly audit: AuditStore;
}

export interface ForgeApp {
  /** One event of GitHub, from a webhook or a workflow's event file. An event of no interest is an empty list. */
  handleEvent(
    event: { readonly id: string; readonly name: string; readonly payload: unknown },
    connection: Connection,
  ): Promise<readonly HandledRequest[]>;
  handleHint(hint: Hint, connection: Connection): Promise<readonly HandledRequest[]>;
  /** Looks at every request of a repository again: whatever was missed is made up for. `signal` ends it between two. */
  sweep(repository: HintRepository, connection: Connection, signal?: AbortSignal): Promise<readonly HandledRequest[]>;
  /** Verifies and records what a bench posted; its issue is brought up to date afterwards. */
  handleBenchEvent(envelope: unknown, repository: HintRepository, connection: Connection): Promise<BenchAnswer>;
  /** Checks a bench's request for its stream of wake-ups. @throws ForgeError `bench_event_refused`. */
  acceptBenchStream(envelope: unknown, repository: HintRepository, connection: Connection): Promise<void>;
  /** Resolves when nothing is being worked on. */
  drain(): Promise<void>;
}
