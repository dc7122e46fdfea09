import type { GitObjects } from "./git/git-objects.ts";
import type { GitHubStore, RepoRow, UserRow } from "./github-store.ts";
import type { InstallationGrant, TokenOwner } from "./load-emulate.ts";
import type { RequestedRun } from "./local-github.ts";
import type { Caller } from "./people/identify-caller.ts";
import type { Json, Router } from "./router.ts";
import type { WebhookQueue } from "./webhook-queue.ts";

/** One request on its way to emulate. Corrections may look at it, change it, or refuse it by throwing GitHubRefusal. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly caller: Caller;
  /** Parsed body of a JSON request, else undefined. Changes reach emulate. */
  json: Json;
  bytes: Uint8Array | undefined;
}

/** The answer on its way back; `json` is undefined for other content. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  json: Json;
  body: ReadableStream | Uint8Array | null;
}

/** A ref that was created (before all zero), moved, or deleted (after all zero). */
export interface RefChange {
  repo: RepoRow;
  ref: string;
  before: string;
  after: string;
  forced: boolean;
  sender: UserRow;
}

/** An event before it becomes a webhook. `by` is who caused it: events of a job's token start no other workflow. */
export interface LocalEvent {
  event: string;
  action: string | undefined;
  payload: Json;
  repo: RepoRow | undefined;
  by: Caller;
}

export type ResourceKind = "comment" | "issue" | "pull_request" | "review" | "check_run" | "release" | "asset";

/** Everything that a correction may hook into. One per running local GitHub. */
export interface World {
  readonly router: Router;
  readonly gh: GitHubStore;
  readonly baseUrl: string;
  readonly tokens: Map<string, TokenOwner>;
  readonly git: GitObjects;
  readonly webhooks: WebhookQueue;
  /** Bytes of release assets (`asset:<id>`) and artifacts (`artifact:<id>`). */
  readonly bytes: Map<string, Uint8Array>;
  readonly options: { immutableReleases: boolean };
  /** Run in order before emulate sees a request. */
  readonly before: ((call: ApiCall) => void | Promise<void>)[];
  /** Run in order on every answer. */
  readonly after: ((call: ApiCall, answer: ApiAnswer) => void | Promise<void>)[];
  /** Edit resources of a kind, in answers and in webhook payloads alike. */
  readonly resources: Map<ResourceKind, ((resource: Json) => void)[]>;
  /** Edit events, or drop them by returning false. */
  readonly events: ((event: LocalEvent) => void | false | Promise<void | false>)[];
  /** Told after an event was queued. */
  readonly afterEvent: ((event: LocalEvent) => void | Promise<void>)[];
  readonly refListeners: ((change: RefChange) => void | Promise<void>)[];
  readonly runListeners: ((run: RequestedRun) => void)[];
  readonly cancelListeners: ((runId: number) => void)[];
  /** Who makes the request that is being answered. */
  caller(): Caller;
  /** Reads a path as the site itself, with every correction applied. */
  read(path: string): Promise<Json>;
  /** Queues an event behind those before it. */
  emit(event: string, action: string | undefined, payload: Json, repo: RepoRow | undefined): void;
  /** Announces a ref change behind the events before it. */
  announce(change: RefChange): void;
  /** All queued events are handled (not: delivered). */
  settled(): Promise<void>;
  /** One at a time per repository: pushes and REST writes that move refs. */
  exclusively<T>(repoId: number, work: () => Promise<T>): Promise<T>;
}

export type Correction = (world: World) => void;
export type { InstallationGrant };
