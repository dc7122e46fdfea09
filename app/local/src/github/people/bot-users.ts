import type { GitHubStore, UserRow } from "../github-store.ts";

/** The `<slug>[bot]` user of an App, as emulate itself would make it on first use. */
export function readBotUser(gh: GitHubStore, appId: number): UserRow {
  const app = gh.apps.findOneBy("app_id", appId);
  const login = `${app?.slug ?? `app-${appId}`}[bot]`;
  return (
    gh.users.findOneBy("login", login) ??
    insertUser(gh, {
      login,
      type: "Bot",
      name: app?.name ?? "GitHub App",
      email: `${appId}+${login}@users.noreply.github.com`,
    })
  );
}

/** Adds a user with the columns that emulate's formatters read. `id` is taken as given, else the next free one. */
export function insertUser(
  gh: GitHubStore,
  user: { id?: number; login: string; type: string; name: string; email: string },
): UserRow {
  const row = gh.users.insert({
    site_admin: false,
    node_id: "",
    avatar_url: "",
    gravatar_id: "",
    ...user,
  } as Partial<UserRow>);
  gh.users.update(row.id, { node_id: Buffer.from(`0:${user.type}${row.id}`).toString("base64").replace(/=+$/, "") });
  return gh.users.get(row.id) as UserRow;
}
