import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JobView, LocalGitHub, RequestedRun, RunChange } from "./local-github-port.ts";

interface RunState {
  status?: string;
  conclusion?: string | null;
  displayTitle?: string;
  calledWorkflows?: RunChange["calledWorkflows"];
  jobs: readonly JobView[];
  artifacts: Map<string, Uint8Array>;
}

/** A local GitHub of real bare git repositories and remembered calls; it refuses whatever it does not know. */
export class FakeLocalGitHub implements LocalGitHub {
  readonly url = "http://127.0.0.1:9";
  readonly root = mkdtempSync(join(tmpdir(), "fake-github-"));
  readonly runs = new Map<number, RunState>();
  readonly tokens = new Map<string, { repository: string; permissions: Record<string, string>; revoked: boolean }>();
  readonly protection = new Map<string, readonly string[]>();
  #listener: ((run: RequestedRun) => void) | undefined;
  #cancelListener: ((runId: number) => void) | undefined;

  /** Commits these files as the whole tree of a repository's main branch; answers the SHA. */
  commit(repository: string, files: Readonly<Record<string, string>>): string {
    const bare = join(this.root, `${repository}.git`);
    if (!existsSync(bare)) {
      mkdirSync(bare, { recursive: true });
      this.#git(bare, "init", "--quiet", "--bare", "--initial-branch=main");
    }
    const work = mkdtempSync(join(this.root, "work-"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text, { mode: 0o755 });
    }
    const git = (...args: string[]) => this.#git(work, `--git-dir=${bare}`, `--work-tree=${work}`, ...args);
    git("add", "-A", ".");
    git("commit", "--quiet", "--allow-empty", "-m", "files");
    const sha = git("rev-parse", "HEAD").trim();
    rmSync(work, { recursive: true });
    return sha;
  }

  /** Starts a run of a workflow on the newest commit of main. */
  dispatch(repository: string, workflow: string, inputs: Record<string, string> = {}): number {
    const runId = this.runs.size + 1;
    this.runs.set(runId, { jobs: [], artifacts: new Map() });
    const sha = this.#git(this.gitDirectory(repository), "rev-parse", "main").trim();
    const run = {
      runId,
      runNumber: runId,
      attempt: 1,
      repository,
      workflowPath: `.github/workflows/${workflow}`,
      event: "workflow_dispatch",
      payload: { inputs },
      inputs,
      ref: "refs/heads/main",
      sha,
      actor: { id: 7, login: "maya" },
    };
    if (!this.#listener) throw new Error("No runner is listening.");
    this.#listener(run);
    return runId;
  }

  cancel(runId: number): void {
    this.#cancelListener?.(runId);
  }

  run(runId: number): RunState {
    const run = this.runs.get(runId);
    if (!run) throw new Error(`Run ${runId} does not exist.`);
    return run;
  }

  readRepository(fullName: string) {
    this.gitDirectory(fullName);
    return { id: 41, ownerId: 42, defaultBranch: "main" };
  }

  issueJobToken(job: { repository: string; permissions: Record<string, string>; runId: number }): string {
    this.run(job.runId);
    const token = `ghs_${randomUUID().replaceAll("-", "")}`;
    this.tokens.set(token, { repository: job.repository, permissions: job.permissions, revoked: false });
    return token;
  }

  revokeToken(token: string): void {
    const known = this.tokens.get(token);
    if (!known) throw new Error("This token was never issued.");
    known.revoked = true;
  }

  onRunRequested(listener: (run: RequestedRun) => void): void {
    this.#listener = listener;
  }

  onRunCancelled(listener: (runId: number) => void): void {
    this.#cancelListener = listener;
  }

  async updateRun(runId: number, change: RunChange) {
    const run = this.run(runId);
    if (run.status === "completed") throw new Error(`Run ${runId} is completed already.`);
    Object.assign(run, change);
  }

  setJobs(runId: number, jobs: readonly JobView[]): void {
    this.run(runId).jobs = jobs;
  }

  addArtifact(runId: number, name: string, zip: Uint8Array) {
    const { artifacts } = this.run(runId);
    if (artifacts.has(name)) throw new Error(`Artifact ${name} exists.`);
    artifacts.set(name, zip);
    return { id: artifacts.size };
  }

  listArtifacts(runId: number): readonly string[] {
    return [...this.run(runId).artifacts.keys()];
  }

  readArtifact(runId: number, name: string): Uint8Array | undefined {
    return this.run(runId).artifacts.get(name);
  }

  gitDirectory(fullName: string): string {
    const bare = join(this.root, `${fullName}.git`);
    if (!existsSync(bare)) throw new Error(`Repository ${fullName} does not exist.`);
    return bare;
  }

  readEnvironment(_fullName: string, name: string) {
    const protectionRules = this.protection.get(name);
    return protectionRules && { protectionRules };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #git(cwd: string, ...args: string[]): string {
    const identity = {
      GIT_AUTHOR_NAME: "t",
      GIT_AUTHOR_EMAIL: "t@t",
      GIT_COMMITTER_NAME: "t",
      GIT_COMMITTER_EMAIL: "t@t",
    };
    return execFileSync("git", args, { cwd, encoding: "utf8", env: { PATH: process.env["PATH"], ...identity } });
  }
}
