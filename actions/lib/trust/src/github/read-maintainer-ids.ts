import type { ReviewFact } from "../quorum/quorum.ts";
import { pick } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";

const maintaining = new Set(["maintain", "admin"]);

/**
 * Which of the reviewers are maintainers of the repository now. The answer must be about the same numeric id, and whatever
 * cannot be determined is no.
 */
export async function readMaintainerIds(
  api: GitHubApi,
  repository: string,
  reviews: readonly ReviewFact[],
): Promise<number[]> {
  const people = reviews.flatMap(({ user, state }) => (user && state.toUpperCase() === "APPROVED" ? [user] : []));
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  const found = await Promise.all(
    unique.map(async ({ id, login }) => {
      const path = `/repos/${repository}/collaborators/${encodeURIComponent(login)}/permission`;
      const { status, body } = await api.request("GET", path);
      if (status !== 200 || pick(body, "user", "id") !== id) return [];
      const levels = [pick(body, "role_name"), pick(body, "permission")];
      return levels.some((level) => typeof level === "string" && maintaining.has(level)) ? [id] : [];
    }),
  );
  return found.flat();
}
