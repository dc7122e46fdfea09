import { delimiter, dirname, join } from "node:path";
import { buildGithubContext, buildGithubEnvironment } from "./build-github-context.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Environment of every process of a job, made from scratch: of this machine only PATH comes along, with our own Node first.
 */
export function buildJobEnvironment(
  run: RunContext,
  facts: {
    readonly job: string;
    readonly workspace: string;
    readonly temp: string;
    readonly home: string;
    readonly eventPath: string;
    readonly node: string;
    readonly door: { readonly url: string; readonly secret: string } | undefined;
  },
): Record<string, string> {
  const { door } = facts;
  return {
    PATH: [dirname(facts.node), process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter),
    HOME: facts.home,
    LANG: "C.UTF-8",
    CI: "true",
    GITHUB_ACTIONS: "true",
    ...buildGithubEnvironment(buildGithubContext(run)),
    GITHUB_EVENT_PATH: facts.eventPath,
    GITHUB_JOB: facts.job,
    GITHUB_WORKSPACE: facts.workspace,
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "local",
    RUNNER_ENVIRONMENT: "self-hosted",
    RUNNER_TEMP: facts.temp,
    RUNNER_TOOL_CACHE: join(facts.home, "tools"),
    ...run.environment,
    ...(door ? { ACTIONS_ID_TOKEN_REQUEST_URL: door.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: door.secret } : {}),
  };
}
