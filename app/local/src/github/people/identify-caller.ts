import type { GitHubStore, UserRow } from "../github-store.ts";
import type { InstallationGrant, TokenOwner } from "../load-emulate.ts";
import { readBotUser } from "./bot-users.ts";

/** GitHub's own App behind GITHUB_TOKEN; the id is the real one. */
export const actionsAppId = 15368;

/** Who makes a request. `unknown` carries a token that nobody was given. */
export type Caller =
  | { kind: "none" | "unknown" | "app"; actor: string }
  | { kind: "person"; actor: string; user: UserRow }
  | { kind: "installation" | "job"; actor: string; user: UserRow; grant: InstallationGrant };

/** Reads the Authorization header: Bearer or token for the API, Basic (password = token) for git. */
export function identifyCaller(headers: Headers, tokens: Map<string, TokenOwner>, gh: GitHubStore): Caller {
  const token = readToken(headers);
  if (token === undefined) return { kind: "none", actor: "" };
  if (token.startsWith("eyJ")) return { kind: "app", actor: "app" };
  const owner = tokens.get(token);
  if (!owner) return { kind: "unknown", actor: "" };
  if (owner.installation) {
    const user = readBotUser(gh, owner.installation.appId);
    const kind = owner.installation.appId === actionsAppId ? "job" : "installation";
    return { kind, actor: user.login, user, grant: owner.installation };
  }
  const user = gh.users.findOneBy("login", owner.login);
  return user ? { kind: "person", actor: user.login, user } : { kind: "unknown", actor: "" };
}

/** The token of an Authorization header, without its scheme. */
export function readToken(headers: Headers): string | undefined {
  const header = headers.get("authorization");
  if (!header) return undefined;
  const [scheme = "", rest = ""] = header.split(/\s+(.*)/s);
  if (scheme.toLowerCase() === "basic") {
    const pair = Buffer.from(rest, "base64").toString();
    return pair.slice(pair.indexOf(":") + 1);
  }
  return /^(bearer|token)$/i.test(scheme) ? rest.trim() : header.trim();
}
