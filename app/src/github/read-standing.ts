import type { ForgeConfig } from "@plugsmith/schemas";
import type { StandingFact } from "../facts/facts.ts";
import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { asId, asRecord, asText } from "./decode-value.ts";
import { readPages } from "./read-pages.ts";

type Permission = StandingFact["permission"];
const roles: readonly Permission[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** GitHub answers this in well under a second. */
const patienceMs = 10_000;

function withinTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * What an account may do in the repository, asked now. The answer must be about the same numeric id: a login that somebody
 * else took over proves nothing. Whatever cannot be determined (no such account, another id, a failure, no answer in time) is
 * `unknown`. One request; never throws.
 */
export async function readPermission(
  request: ApiRequest,
  repository: RepositoryName,
  account: { readonly id: number; readonly login: string },
  waitMs = patienceMs,
): Promise<Permission> {
  try {
    const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
    const asked = request(route, { ...nameOf(repository), username: account.login });
    const { data } = await withinTime(asked, waitMs);
    const answer = asRecord(data);
    if (asId(asRecord(answer["user"])["id"]) !== account.id) return "unknown";
    // role_name is finer; a custom role's name is not ours to read, its base permission is.
    const named = asText(answer["role_name"]) as Permission;
    const base = asText(answer["permission"]) as Permission;
    return roles.includes(named) ? named : roles.includes(base) ? base : "unknown";
  } catch {
    return "unknown";
  }
}

/** Ids of the approver team's members, or null when approvers are named as users. A failed question is an empty list. */
export async function readTeamIds(
  request: ApiRequest,
  repository: RepositoryName,
  config: ForgeConfig,
): Promise<readonly number[] | null> {
  if (config.approvers.team === undefined) return null;
  try {
    const members = await readPages(request, "GET /orgs/{org}/teams/{team_slug}/members", {
      org: repository.owner,
      team_slug: config.approvers.team,
    });
    return members.map((member) => asId(asRecord(member)["id"])).filter((id) => id > 0);
  } catch (error) {
    if (getStatus(error) !== null) return [];
    throw error;
  }
}
