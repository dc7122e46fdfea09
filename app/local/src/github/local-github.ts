import type { Violation } from "../openapi/checked-fetch.ts";

/** A running embedded GitHub. API, uploads, git smart HTTP and web share one 127.0.0.1 origin, `url`. */
export interface LocalGitHub {
  readonly url: string;
  /** The App that the bot runs as. `privateKeyPem` is PKCS#1, made anew for each start. */
  readonly app: { id: number; slug: string; installationId: number; privateKeyPem: string; webhookSecret: string };
  /** Gives the App another key; `app.privateKeyPem` is the new one, and what the old one signs is refused from now on. */
  rotateAppKey(): void;
  /** Seeded people by login. Ids are numeric and stable for one order of logins. */
  readonly people: Record<string, Person>;
  /** Makes a repository with one commit on `main`; an unknown owner becomes an organisation. `executable`: paths of mode 100755. */
  createRepository(options: NewRepository): Promise<{ id: number; ownerId: number; fullName: string; headSha: string }>;
  readRepository(fullName: string): { id: number; ownerId: number; defaultBranch: string; visibility: string };
  /** A token (`ghs_…`) with exactly these permissions on one repository, acting as github-actions[bot]. */
  issueJobToken(options: { repository: string; permissions: Record<string, "read" | "write">; runId: number }): string;
  revokeToken(token: string): void;
  /** Called once per run that an event or a dispatch asks for. */
  onRunRequested(listener: (run: RequestedRun) => void): void;
  /** Called when somebody cancels a run; the run is `completed` by then. */
  onRunCancelled(listener: (runId: number) => void): void;
  /** Changes a run and sends `workflow_run` (`in_progress`, `completed`). */
  updateRun(runId: number, patch: RunPatch): Promise<void>;
  setJobs(runId: number, jobs: readonly LocalJob[]): void;
  addArtifact(runId: number, name: string, zip: Uint8Array): { id: number };
  /** Bytes of the newest artifact of that name in the run. */
  readArtifact(runId: number, name: string): Uint8Array | undefined;
  /** Names of a run's artifacts. */
  listArtifacts(runId: number): readonly string[];
  /** Path of the bare repository, with every object and ref that the API knows. For local clones; writing there is not seen. */
  gitDirectory(fullName: string): string;
  /** Starts the scheduled workflows of a repository's default branch, as its clock would. */
  fireSchedule(fullName: string): Promise<void>;
  /** Gives a person a role in a repository ("none" takes it away). */
  setRole(fullName: string, login: string, role: Role): void;
  setWebhookUrl(url: string): void;
  readonly deliveries: readonly Delivery[];
  /** Sends a delivery again, with the same GUID, as GitHub does. */
  redeliver(id: number): Promise<void>;
  /** All events so far are handled and delivered. */
  idle(): Promise<void>;
  readonly requests: RequestRecord[];
  /** Requests of Apps and jobs that GitHub's OpenAPI description does not know. Only with `strictRequests`. */
  readonly violations: Violation[];
  close(): Promise<void>;
}

export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";

export interface Person {
  id: number;
  login: string;
  /** A token with which the person calls the API. */
  token: string;
}

export interface NewRepository {
  owner: string;
  name: string;
  files: Record<string, string | Uint8Array>;
  executable?: string[];
  private?: boolean;
}

/** A workflow run that waits for a runner. `inputs` are those of a dispatch, with defaults filled in. */
export interface RequestedRun {
  runId: number;
  runNumber: number;
  attempt: number;
  repository: string;
  workflowPath: string;
  event: string;
  payload: unknown;
  inputs: Record<string, string>;
  ref: string;
  sha: string;
  actor: { id: number; login: string };
}

export interface RunPatch {
  status?: "queued" | "in_progress" | "completed";
  conclusion?: string | null;
  displayTitle?: string;
  /** Reusable workflows that the run calls: `owner/repo/file@ref`, and the commit. */
  calledWorkflows?: ReadonlyArray<{ path: string; sha: string }>;
}

/** A job as the API lists it. */
export interface LocalJob {
  readonly name: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly labels?: readonly string[];
  readonly steps: readonly { name: string; number: number; status: string; conclusion: string | null }[];
}

/** A webhook that was sent, or tried. `status` is the HTTP answer, 0 when nobody answered, null while it waits. */
export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  body: string;
  status: number | null;
  attempts: number;
}

/** One request, for API-call budgets. */
export interface RequestRecord {
  method: string;
  path: string;
  status: number;
  token: "app" | "installation" | "job" | "person" | "none";
  actor: string;
}

export interface LocalGitHubOptions {
  /** 0 (default) takes a free one. */
  port?: number;
  /** Default `forge`. */
  organisation?: string;
  /** Login of the organisation's owner, an admin of every repository. Default: the first of `people`, else `owner`. */
  owner?: string;
  /** Members of the organisation (role read). Default `["requester"]`; the team's members are added. */
  people?: string[];
  /** Logins that exist but belong to nothing. Default `["outsider"]`. */
  outsiders?: string[];
  /** Default `approvers` with `approver1` and `approver2`. */
  approverTeam?: { slug: string; members: string[] };
  webhookUrl?: string;
  /** Slug of the App, default `plugsmith`. */
  appSlug?: string;
  /** Permissions of the App's installation. Default: what the bot needs, see `app-permissions.ts`. */
  appPermissions?: Record<string, string>;
  /** Published releases take no more assets and keep their tag (GitHub's repository setting). Default true. */
  immutableReleases?: boolean;
  /** Check every request of Apps and jobs against GitHub's OpenAPI description, see `violations`. */
  strictRequests?: boolean;
}
