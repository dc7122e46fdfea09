import type { CommentFact, ForgeIdentity } from "../facts/facts.ts";
import { type ApiRequest, nameOf, type RepositoryName } from "./api-request.ts";
import { decodeAccount } from "./decode-account.ts";
import { asId, asRecord, asText } from "./decode-value.ts";
import { isByApp } from "./is-by-app.ts";
import { readPages } from "./read-pages.ts";

/** Ours are comments by our App, or, where GitHub does not name the App, by the bot account of our login. */
function isOurs(comment: Readonly<Record<string, unknown>>, forge: ForgeIdentity): boolean {
  const app = asId(asRecord(comment["performed_via_github_app"])["id"]);
  const author = decodeAccount(comment["user"]);
  if (author?.type !== "Bot" || author.login !== forge.login) return false;
  return app === 0 || forge.appId === null || app === forge.appId;
}

/** All comments of an issue or pull request, oldest first. One request for each hundred. */
export async function readComments(
  request: ApiRequest,
  repository: RepositoryName,
  number: number,
  forge: ForgeIdentity,
): Promise<CommentFact[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const pages = await readPages(request, route, { ...nameOf(repository), issue_number: number });
  return pages.map((value) => {
    const comment = asRecord(value);
    return {
      id: asId(comment["id"]),
      body: asText(comment["body"]),
      author: decodeAccount(comment["user"]),
      createdAt: asText(comment["created_at"]),
      updatedAt: asText(comment["updated_at"]),
      ours: isOurs(comment, forge),
      viaApp: isByApp(comment),
    };
  });
}
