import { defaultAppPermissions } from "../app-permissions.ts";
import { loadEmulate } from "../load-emulate.ts";
import type { LocalGitHub, LocalGitHubOptions } from "../local-github.ts";
import { startLocalGitHub } from "../start-local-github.ts";
import { type HookReceiver, startHookReceiver } from "./hook-receiver.ts";
import { type ApiReply, type ApiRequest, createSide, type Side } from "./side.ts";

/** Plain emulate 0.12.2 and our GitHub with the same people and the same repository forge/plugins. */
export interface Pair {
  plain: Side;
  local: Side;
  github: LocalGitHub;
  /** The same request to both. */
  both(request: ApiRequest): Promise<{ plain: ApiReply; local: ApiReply }>;
  close(): Promise<void>;
}

const people = ["owner", "requester", "approver1", "approver2", "outsider"];

/** Starts both. Tests show with the plain one what is wrong, so that they fail on the day emulate mends it. */
export async function startPair(options: LocalGitHubOptions & { private?: boolean } = {}): Promise<Pair> {
  const plainHooks = await startHookReceiver();
  const localHooks = await startHookReceiver();
  const github = await startLocalGitHub({ people: ["owner", "requester"], webhookUrl: localHooks.url, ...options });
  await github.createRepository({
    owner: "forge",
    name: "plugins",
    files: { "README.md": "# plugins\n" },
    private: options.private ?? false,
  });
  const { plain, close } = await startPlain(plainHooks, github.app.privateKeyPem, options.private ?? false);
  const local = createSide(github.url, github.app.id, github.app.installationId, github.app.privateKeyPem, localHooks);
  return {
    plain,
    local,
    github,
    both: async (request) => ({ plain: await plain.call(request), local: await local.call(request) }),
    close: async () => {
      await Promise.all([close(), github.close(), plainHooks.close(), localHooks.close()]);
    },
  };
}

async function startPlain(
  hooks: HookReceiver,
  privateKey: string,
  isPrivate: boolean,
): Promise<{ plain: Side; close: () => Promise<void> }> {
  const { createEmulator } = await loadEmulate();
  const [appId, installationId, events, permissions] = [4242, 777, ["*"], defaultAppPermissions];
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    hostname: "127.0.0.1",
    seed: {
      tokens: Object.fromEntries(
        people.map((login) => [`ghp_${login}`, { login, scopes: ["repo", "user", "admin:org"] }]),
      ),
      github: {
        users: people.map((login) => ({ login, email: `${login}@forge.test` })),
        orgs: [
          {
            login: "forge",
            members: people.slice(0, 4).map((login) => ({ login, role: login === "owner" ? "admin" : "member" })),
          },
        ],
        repos: [{ owner: "forge", name: "plugins", auto_init: true, private: isPrivate }],
        apps: [
          {
            app_id: appId,
            slug: "plugsmith",
            name: "plugsmith",
            private_key: privateKey,
            permissions,
            events,
            webhook_url: hooks.url,
            webhook_secret: "secret",
            installations: [
              { installation_id: installationId, account: "forge", repository_selection: "all", permissions, events },
            ],
          },
        ],
      },
    },
  });
  const url = emulator.url.replace("//localhost:", "//127.0.0.1:");
  return { plain: createSide(url, appId, installationId, privateKey, hooks), close: () => emulator.close() };
}
