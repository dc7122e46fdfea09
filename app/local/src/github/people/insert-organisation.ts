import type { GitHubStore, OrgRow } from "../github-store.ts";

/** Adds an organisation whose members may read by default. */
export function insertOrganisation(gh: GitHubStore, login: string): OrgRow {
  const org = gh.orgs.insert({
    login,
    name: login,
    description: null,
    default_repository_permission: "read",
  } as Partial<OrgRow>);
  gh.orgs.update(org.id, { node_id: Buffer.from(`0:Org${org.id}`).toString("base64") });
  return gh.orgs.get(org.id) as OrgRow;
}
