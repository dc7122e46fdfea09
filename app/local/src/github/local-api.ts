import { createHash, randomBytes } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { createRepository } from "./create-repository.ts";
import type { RepoRow, RunRow } from "./github-store.ts";
import type { LocalGitHub, LocalJob, RequestRecord } from "./local-github.ts";
import { actionsAppId } from "./people/identify-caller.ts";
import { setRole } from "./people/set-role.ts";
import { announceRun } from "./runs/request-run.ts";
import { fireSchedule } from "./runs/start-event-runs.ts";
import type { World } from "./world.ts";

const artifactLifeMs = 90 * 24 * 3600 * 1000;

/** The side of the local GitHub that is not HTTP: what the runner, the demo and tests hold. */
export function createLocalApi(parts: {
  world: World;
  app: LocalGitHub["app"];
  people: LocalGitHub["people"];
  requests: RequestRecord[];
  violations: LocalGitHub["violations"];
  close: () => Promise<void>;
}): Omit<LocalGitHub, "rotateAppKey"> {
  const { world } = parts;
  const { gh, webhooks, tokens } = world;
  const repoOf = (fullName: string): RepoRow => {
    const repo = gh.repos.findOneBy("full_name", fullName);
    if (!repo)
      throw new ForgeError("wrong_usage", {
        message: `The local GitHub has no repository ${fullName}.`,
        hint: "Create it first.",
      });
    return repo;
  };
  const runOf = (runId: number): RunRow => {
    const run = gh.workflowRuns.get(runId);
    if (!run)
      throw new ForgeError("wrong_usage", {
        message: `The local GitHub has no run ${runId}.`,
        hint: "Use an id from onRunRequested.",
      });
    return run;
  };
  return {
    url: world.baseUrl,
    app: parts.app,
    people: parts.people,
    requests: parts.requests,
    violations: parts.violations,
    deliveries: webhooks.deliveries,
    createRepository: async (options) => createRepository(world, options),
    readRepository(fullName) {
      const repo = repoOf(fullName);
      return {
        id: repo.id,
        ownerId: repo.owner_id,
        defaultBranch: repo.default_branch,
        visibility: repo.private ? "private" : "public",
      };
    },
    issueJobToken({ repository, permissions }) {
      const repo = repoOf(repository);
      const token = `ghs_${randomBytes(18).toString("base64url")}`;
      tokens.set(token, {
        login: repo.full_name.split("/")[0] as string,
        id: repo.owner_id,
        scopes: [],
        installation: {
          installationId: 0,
          appId: actionsAppId,
          accountId: repo.owner_id,
          accountType: repo.owner_type,
          permissions: { metadata: "read", ...permissions },
          repositoryIds: [repo.id],
          repositorySelection: "selected",
        },
      });
      return token;
    },
    revokeToken: (token) => void tokens.delete(token),
    onRunRequested: (listener) => void world.runListeners.push(listener),
    onRunCancelled: (listener) => void world.cancelListeners.push(listener),
    async updateRun(runId, patch) {
      const before = runOf(runId);
      gh.workflowRuns.update(runId, {
        ...(patch.status ? { status: patch.status } : {}),
        ...(patch.conclusion === undefined ? {} : { conclusion: patch.conclusion }),
        ...(patch.displayTitle ? { display_title: patch.displayTitle } : {}),
        ...(patch.calledWorkflows ? { referenced_workflows: patch.calledWorkflows.map((each) => ({ ...each })) } : {}),
      });
      if (patch.status && patch.status !== before.status && patch.status !== "queued")
        await announceRun(world, runId, patch.status);
      await world.settled();
    },
    setJobs(runId, jobs) {
      const run = runOf(runId);
      const old = gh.jobs.findBy("run_id", runId);
      for (const [index, job] of jobs.entries()) {
        const row = describeJob(run, job);
        const same = old[index];
        if (same) gh.jobs.update(same.id, row);
        else gh.jobs.insert(row);
      }
      for (const row of old.slice(jobs.length)) gh.jobs.delete(row.id);
    },
    addArtifact(runId, name, zip) {
      const run = runOf(runId);
      const artifact = gh.artifacts.insert({
        node_id: "",
        repo_id: run.repo_id,
        run_id: runId,
        name,
        size_in_bytes: zip.length,
        expired: false,
        expires_at: new Date(Date.now() + artifactLifeMs).toISOString(),
        digest: `sha256:${createHash("sha256").update(zip).digest("hex")}`,
      });
      world.bytes.set(`artifact:${artifact.id}`, zip);
      return { id: artifact.id };
    },
    listArtifacts: (runId) => gh.artifacts.findBy("run_id", runId).map(({ name }) => name),
    readArtifact(runId, name) {
      const artifact = gh.artifacts.findBy("run_id", runId).findLast((row) => row.name === name);
      return artifact && world.bytes.get(`artifact:${artifact.id}`);
    },
    gitDirectory: (fullName) => world.git.directory(repoOf(fullName)),
    fireSchedule: (fullName) => fireSchedule(world, repoOf(fullName)),
    setRole: (fullName, login, role) => setRole(gh, repoOf(fullName), login, role),
    setWebhookUrl: (url) => webhooks.setUrl(url),
    redeliver: (id) => webhooks.redeliver(id),
    async idle() {
      // A receiver may cause new events while it answers.
      for (let seen = -1; seen !== webhooks.deliveries.length; ) {
        seen = webhooks.deliveries.length;
        await world.settled();
        await webhooks.idle();
      }
    },
    close: parts.close,
  };
}

function describeJob(run: RunRow, job: LocalJob) {
  const { name, status, conclusion, started_at, completed_at, steps } = job;
  const placed = { node_id: "", repo_id: run.repo_id, run_id: run.id, runner_id: 1, runner_name: "local" };
  return { ...placed, name, status, conclusion, started_at, completed_at, steps: [...steps] };
}
