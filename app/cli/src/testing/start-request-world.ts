import { type LocalGitHub, startLocalGitHub } from "@plugsmith/local";
import type { StepResult } from "@plugsmith/schemas";
import { makeZip } from "@plugsmith/trust/testing";
import { PersonClient, type PullSummary } from "../forge/person-client.ts";
import { decideExitCode, type Outcome } from "../outcome.ts";
import { renderJson, renderText } from "../render-outcome.ts";
import type { Environment } from "../request/read-connection.ts";
import { toOutcome, type VerbCall } from "../run-verb.ts";
import type { CliRun } from "./run-plugsmith.ts";

const repository = "acme/forge";
const workflow = "name: forge-pipeline\non: workflow_dispatch\njobs: {}\n";

export type RequestVerb = (call: VerbCall, environment: Environment) => Promise<Outcome>;

const ignore = () => undefined;
/** A call that nobody watches. */
const silent: Omit<VerbCall, "args" | "options"> = {
  json: false,
  signal: new AbortController().signal,
  paint: (_style, text) => text,
  say: ignore,
  progress: ignore,
  print: ignore,
  emit: ignore,
};

/** An embedded GitHub with a forge repository, where a test does by hand what the bot and the runner would do. */
export interface RequestWorld {
  readonly github: LocalGitHub;
  as(login: "max" | "rosa" | "ada" | "lin"): PersonClient;
  /** The standard variables of this person's shell. */
  environment(login: "rosa" | "ada"): Record<string, string>;
  /** Runs a verb's handler as this person, or with these variables; answers what the process would have printed. */
  run(
    who: "rosa" | "ada" | Environment,
    verb: RequestVerb,
    args: readonly unknown[],
    options?: object,
  ): Promise<CliRun>;
  /** Branch `forge/request-<n>` with one plugin file, and its pull request. */
  openPull(request: number, plugin: string, path?: string): Promise<PullSummary>;
  /** One run of the pipeline for a head. Without a digest it leaves no results. */
  addRun(plugin: string, headSha: string, conclusion: string | null, digest?: string): Promise<void>;
  /** A comment by the bot account. */
  commentAsBot(number: number, body: string): Promise<void>;
  close(): Promise<void>;
}

const packed = (digest: string): StepResult => ({
  schemaVersion: 1,
  step: "package",
  status: "success",
  code: "ok",
  message: "ok",
  startedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 10,
  digest,
});

export async function startRequestWorld(): Promise<RequestWorld> {
  const github = await startLocalGitHub({
    organisation: "acme",
    people: ["max", "rosa"],
    approverTeam: { slug: "approvers", members: ["ada", "lin"] },
  });
  const files = { "README.md": "# Forge\n", ".github/workflows/forge-pipeline.yml": workflow };
  const { headSha: main } = await github.createRepository({ owner: "acme", name: "forge", files });
  const as: RequestWorld["as"] = (login) => {
    const { id, token } = github.people[login] ?? { id: 0, token: "" };
    return new PersonClient(github.url, repository, { id, login, token });
  };
  const environment: RequestWorld["environment"] = (login) => ({
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: repository,
    GITHUB_TOKEN: as(login).person.token,
  });
  const max = as("max");
  const call = async <T>(route: string, parameters: Record<string, unknown>) =>
    (await max.request(`${route.replace(" ", " /repos/{owner}/{repo}")}`, { ...max.repository, ...parameters }))
      .data as T;
  return {
    github,
    as,
    environment,
    run: async (who, verb, args, options = {}) => {
      const call = { ...silent, args, options: { ...options } };
      const outcome = await verb(call, typeof who === "string" ? environment(who) : who).catch(toOutcome);
      const stdout = renderJson(outcome);
      const stderr = renderText(outcome, silent.paint);
      return { code: decideExitCode(outcome), stdout, stderr, result: JSON.parse(stdout) };
    },
    openPull: async (request, plugin, path = `plugins/${plugin}/README.md`) => {
      const branch = `forge/request-${request}`;
      await call("POST /git/refs", { ref: `refs/heads/${branch}`, sha: main });
      const content = Buffer.from(`# ${plugin}\n`).toString("base64");
      await call("PUT /contents/{path}", { path, message: "plugin", content, branch });
      return call("POST /pulls", { title: plugin, head: branch, base: "main", body: `For #${request}` });
    },
    addRun: async (plugin, headSha, conclusion, digest) => {
      const dispatch = { workflow: "forge-pipeline.yml", ref: "main", return_run_details: true };
      const route = "POST /actions/workflows/{workflow}/dispatches";
      const { workflow_run_id: id } = await call<{ workflow_run_id: number }>(route, dispatch);
      const displayTitle = `forge-pipeline ${plugin} ${headSha}`;
      if (digest) {
        const data = JSON.stringify(packed(digest));
        github.addArtifact(id, "forge-results", makeZip([{ name: "package.json", data, deflate: true }]));
      }
      await github.updateRun(id, { status: "in_progress", displayTitle });
      if (conclusion) await github.updateRun(id, { status: "completed", conclusion });
    },
    commentAsBot: async (number, body) => {
      const permissions = { issues: "write" } as const;
      const token = github.issueJobToken({ repository, permissions, runId: 1 });
      await new PersonClient(github.url, repository, { token }).comment(number, body);
    },
    close: () => github.close(),
  };
}
