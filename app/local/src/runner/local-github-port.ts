/** A workflow run that the local GitHub wants executed. */
export interface RequestedRun {
  readonly runId: number;
  readonly runNumber: number;
  readonly attempt: number;
  /** `owner/name`. */
  readonly repository: string;
  /** Path of the workflow file, `.github/workflows/x.yml`. */
  readonly workflowPath: string;
  readonly event: string;
  readonly payload: unknown;
  readonly inputs: Readonly<Record<string, string>>;
  /** Full ref, `refs/heads/main`. */
  readonly ref: string;
  readonly sha: string;
  readonly actor: { readonly id: number; readonly login: string };
}

/** A job as the API lists it. */
export interface JobView {
  readonly name: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly labels: readonly string[];
  readonly steps: ReadonlyArray<{ name: string; number: number; status: string; conclusion: string | null }>;
}

export interface RunChange {
  status?: "queued" | "in_progress" | "completed";
  conclusion?: string;
  displayTitle?: string;
  /** Reusable workflows that the run calls: `owner/repo/file@ref`, and the commit. */
  calledWorkflows?: ReadonlyArray<{ path: string; sha: string }>;
}

/** What the runner asks of the local GitHub. */
export interface LocalGitHub {
  readonly url: string;
  readRepository(fullName: string): { id: number; ownerId: number; defaultBranch: string; visibility?: string };
  /** Permissions in the API's spelling (`pull_requests: "write"`); an absent scope is no access. */
  issueJobToken(job: { repository: string; permissions: Record<string, "read" | "write">; runId: number }): string;
  revokeToken(token: string): void;
  onRunRequested(listener: (run: RequestedRun) => void): void;
  onRunCancelled?(listener: (runId: number) => void): void;
  updateRun(runId: number, change: RunChange): Promise<void>;
  setJobs(runId: number, jobs: readonly JobView[]): void;
  addArtifact(runId: number, name: string, zip: Uint8Array): { id: number };
  readArtifact(runId: number, name: string): Uint8Array | undefined;
  /** Names of a run's artifacts. */
  listArtifacts(runId: number): readonly string[];
  /** Bare repository on disk. */
  gitDirectory(fullName: string): string;
  /** Protection of an environment; undefined when the environment has none or does not exist. */
  readEnvironment?(fullName: string, name: string): { protectionRules: readonly string[] } | undefined;
}
