import type { GitHubStore } from "./github-store.ts";
import type { TokenOwner } from "./load-emulate.ts";
import type { LocalGitHub } from "./local-github.ts";
import { insertUser } from "./people/bot-users.ts";
import { actionsAppId } from "./people/identify-caller.ts";
import { insertOrganisation } from "./people/insert-organisation.ts";

export interface Seed {
  app: { id: number; slug: string; installationId: number; privateKeyPem: string; webhookSecret: string };
  organisation: string;
  owner: string;
  people: string[];
  outsiders: string[];
  team: { slug: string; members: string[] };
  permissions: Record<string, string>;
}

/**
 * First numbers of each table. They differ, so that mistaking an issue's id for its number, or a user's for an organisation's, is
 * found here and not on github.com; run ids are beyond 2^31 as there.
 */
const firstIds: Partial<Record<keyof GitHubStore, number>> = {
  users: 10_001,
  orgs: 20_001,
  teams: 30_001,
  repos: 40_001,
  issues: 1_000_001,
  pullRequests: 2_000_001,
  comments: 3_000_001,
  reviews: 4_000_001,
  releases: 5_000_001,
  releaseAssets: 6_000_001,
  workflows: 7_000_001,
  workflowRuns: 8_000_000_001,
  jobs: 9_000_000_001,
  artifacts: 11_000_001,
  checkRuns: 12_000_000_001,
  checkSuites: 13_000_000_001,
  labels: 14_000_001,
};

/** Fills the store before emulate seeds its defaults. Answers the people with a token each. */
export function seedStore(gh: GitHubStore, tokens: Map<string, TokenOwner>, seed: Seed): LocalGitHub["people"] {
  for (const [name, first] of Object.entries(firstIds)) {
    (gh[name as keyof GitHubStore] as unknown as { autoId: number }).autoId = first;
  }
  // Whatever falls through to emulate's fallback identity lands on somebody without rights.
  insertUser(gh, { login: "nobody", type: "User", name: "Nobody", email: "nobody@forge.test" });

  const people: LocalGitHub["people"] = {};
  const members = [...new Set([seed.owner, ...seed.people, ...seed.team.members])].filter(
    (login) => !seed.outsiders.includes(login),
  );
  for (const login of new Set([...members, ...seed.outsiders])) {
    const user = insertUser(gh, { login, type: "User", name: login, email: `${login}@forge.test` });
    const token = `ghp_${login}`;
    tokens.set(token, { login, id: user.id, scopes: ["repo", "user", "admin:org"] });
    people[login] = { id: user.id, login, token };
  }
  const org = insertOrganisation(gh, seed.organisation);
  insertTeam(gh, org.id, "members", members, people, seed.owner);
  insertTeam(gh, org.id, seed.team.slug, seed.team.members, people);
  insertApps(gh, seed, org.id);
  return people;
}

function insertTeam(
  gh: GitHubStore,
  orgId: number,
  slug: string,
  logins: string[],
  people: Record<string, { id: number }>,
  lead?: string,
): void {
  const team = gh.teams.insert({
    org_id: orgId,
    slug,
    name: slug,
    node_id: "",
    permission: "pull",
    members_count: logins.length,
    description: null,
    privacy: "closed",
  } as object);
  gh.teams.update(team.id, { node_id: Buffer.from(`0:Team${team.id}`).toString("base64") });
  for (const login of logins) {
    const person = people[login];
    if (person)
      gh.teamMembers.insert({ team_id: team.id, user_id: person.id, role: login === lead ? "maintainer" : "member" });
  }
}

function insertApps(gh: GitHubStore, { app, organisation, permissions }: Seed, orgId: number): void {
  gh.apps.insert({
    app_id: app.id,
    slug: app.slug,
    name: app.slug,
    private_key: app.privateKeyPem,
    permissions,
    events: ["*"],
    webhook_url: null,
    webhook_secret: app.webhookSecret,
    description: null,
    node_id: "",
  });
  gh.apps.insert({
    app_id: actionsAppId,
    slug: "github-actions",
    name: "GitHub Actions",
    private_key: "",
    permissions: {},
    events: [],
    webhook_url: null,
    webhook_secret: null,
    description: null,
    node_id: "",
  });
  gh.appInstallations.insert({
    installation_id: app.installationId,
    app_id: app.id,
    account_type: "Organization",
    account_id: orgId,
    account_login: organisation,
    repository_selection: "all",
    repository_ids: [],
    permissions,
    suspended_at: null,
    node_id: "",
    events: ["*"],
  } as object);
}
