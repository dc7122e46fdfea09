import type { ApiRequest } from "@plugsmith/app";
import type { Answer } from "./forge-finding.ts";

/** Everything that the doctor asks GitHub about a repository, answer by answer. */
export interface ForgeAnswers {
  readonly repository: Answer;
  readonly rules: Readonly<Record<"main" | "registry" | "audit", Answer>>;
  readonly protection: Answer;
  readonly actions: Answer;
  readonly selected: Answer;
  readonly token: Answer;
  readonly workflows: Answer;
  /** Texts by path; null: no such file. */
  readonly files: Readonly<Record<string, Answer>>;
  readonly environment: Answer;
  readonly organisation: Answer;
  readonly installations: Answer;
  readonly teamMembers: Answer | null;
}

/** Routes that the doctor asks, as GitHub's description names them. */
export const doctorRoutes = {
  repository: "GET /repos/{owner}/{repo}",
  rules: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
  protection: "GET /repos/{owner}/{repo}/branches/{branch}/protection",
  actions: "GET /repos/{owner}/{repo}/actions/permissions",
  selected: "GET /repos/{owner}/{repo}/actions/permissions/selected-actions",
  token: "GET /repos/{owner}/{repo}/actions/permissions/workflow",
  workflows: "GET /repos/{owner}/{repo}/actions/workflows",
  contents: "GET /repos/{owner}/{repo}/contents/{path}",
  environment: "GET /repos/{owner}/{repo}/environments/{environment_name}",
  organisation: "GET /orgs/{org}",
  installations: "GET /orgs/{org}/installations",
  members: "GET /orgs/{org}/teams/{team_slug}/members",
} as const;

export const configPath = ".github/forge.yml";
export const reviewersPath = "reviewers.json";
export const timestampPath = "tuf/timestamp.json";
export const callerPaths = ["forge-pipeline", "forge-publish", "forge-registry"].map(
  (name) => `.github/workflows/${name}.yml`,
);
/** The bot without a server. */
export const botPaths = [".github/workflows/forge.yml", ".github/workflows/forge-wake.yml"];

const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** Asks GitHub about everything, in parallel; nothing is changed. An answer that is no success is kept as such. */
export async function gatherForgeAnswers(
  request: ApiRequest,
  name: { readonly owner: string; readonly repo: string },
  findTeam: (config: Answer) => string | null,
): Promise<ForgeAnswers> {
  const ask = async (route: string, parameters: Record<string, unknown> = {}): Promise<Answer> => {
    try {
      const { status, data } = await request(route, parameters);
      return { status, data };
    } catch (error) {
      const status = field(error, "status");
      if (typeof status === "number") return { status, data: null };
      throw error;
    }
  };
  const repository = await ask(doctorRoutes.repository, name);
  const main = field(repository.data, "default_branch");
  const branch = typeof main === "string" ? main : "main";
  const rulesOf = (of: string) => ask(doctorRoutes.rules, { ...name, branch: of });
  const read = async (path: string, ref: string): Promise<[string, Answer]> => [
    path,
    await ask(doctorRoutes.contents, { ...name, path, ref }),
  ];
  const paths = [configPath, ...callerPaths, ...botPaths];
  const [rules, registryRules, auditRules, protection, actions, selected, token, workflows, environment, ...rest] =
    await Promise.all([
      rulesOf(branch),
      rulesOf("forge/registry"),
      rulesOf("forge/audit"),
      ask(doctorRoutes.protection, { ...name, branch }),
      ask(doctorRoutes.actions, name),
      ask(doctorRoutes.selected, name),
      ask(doctorRoutes.token, name),
      ask(doctorRoutes.workflows, { ...name, per_page: 100 }),
      ask(doctorRoutes.environment, { ...name, environment_name: "forge-publish" }),
      ask(doctorRoutes.organisation, { org: name.owner }),
      ask(doctorRoutes.installations, { org: name.owner, per_page: 100 }),
    ]);
  const [organisation, installations] = rest as [Answer, Answer];
  const files = Object.fromEntries(
    await Promise.all([
      ...paths.map((path) => read(path, branch)),
      ...[reviewersPath, timestampPath].map((path) => read(path, "forge/registry")),
    ]),
  );
  const team = findTeam(files[configPath] as Answer);
  const members = { org: name.owner, team_slug: team ?? "", per_page: 100 };
  return {
    repository,
    rules: { main: rules, registry: registryRules, audit: auditRules },
    protection,
    actions,
    selected,
    token,
    workflows,
    files,
    environment,
    organisation,
    installations,
    teamMembers: team === null ? null : await ask(doctorRoutes.members, members),
  };
}
