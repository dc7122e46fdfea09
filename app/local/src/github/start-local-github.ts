import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isApi } from "../openapi/checked-fetch.ts";
import { readApiDescription } from "../openapi/read-api-description.ts";
import { createRequestChecker } from "../openapi/request-checker.ts";
import { defaultAppPermissions } from "./app-permissions.ts";
import { corrections } from "./corrections/index.ts";
import { createWorld } from "./create-world.ts";
import { createGitServer } from "./git/serve-git.ts";
import { createRequestHandler } from "./handle-request.ts";
import { keepConnections } from "./keep-connections.ts";
import { type Dispatcher, loadEmulate, type TokenOwner } from "./load-emulate.ts";
import { createLocalApi } from "./local-api.ts";
import type { LocalGitHub, LocalGitHubOptions, RequestRecord } from "./local-github.ts";
import { createSiteReader } from "./read-as-site.ts";
import type { Router } from "./router.ts";
import { type Seed, seedStore } from "./seed-store.ts";
import { createWebhookQueue } from "./webhook-queue.ts";
import type { ApiCall, World } from "./world.ts";

const appId = 4242;
const installationId = 777;

// emulate registers its service through one shared object: two starts at once must not see each other's patch.
let starting: Promise<unknown> = Promise.resolve();

/** Starts a GitHub in this process: `emulate` 0.12.2 with every correction, on a loopback port. */
export function startLocalGitHub(options: LocalGitHubOptions = {}): Promise<LocalGitHub> {
  const turn = starting.then(() => start(options));
  starting = turn.catch(() => undefined);
  return turn;
}

const makeAppKey = (): string =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;

async function start(options: LocalGitHubOptions): Promise<LocalGitHub> {
  const { createEmulator, plugin, storeOf } = await loadEmulate();
  const webhookSecret = randomBytes(20).toString("hex");
  const app = {
    id: appId,
    slug: options.appSlug ?? "plugsmith",
    installationId,
    privateKeyPem: makeAppKey(),
    webhookSecret,
  };
  const seed: Seed = {
    app,
    organisation: options.organisation ?? "forge",
    owner: options.owner ?? options.people?.[0] ?? "owner",
    people: options.people ?? ["requester"],
    outsiders: options.outsiders ?? ["outsider"],
    team: options.approverTeam ?? { slug: "approvers", members: ["approver1", "approver2"] },
    permissions: options.appPermissions ?? defaultAppPermissions,
  };
  const gitFolder = mkdtempSync(join(tmpdir(), "local-github-"));
  const webhooks = createWebhookQueue({ secret: webhookSecret, appId, url: options.webhookUrl });
  const requests: RequestRecord[] = [];
  const violations: LocalGitHub["violations"] = [];
  const inspect = options.strictRequests ? createInspector(violations) : undefined;
  let world: World | undefined;
  let people: LocalGitHub["people"] = {};

  const register = plugin.register;
  const patched = (
    router: Router,
    store: unknown,
    dispatcher: Dispatcher,
    baseUrl: string,
    tokens: Map<string, TokenOwner>,
  ) => {
    const origin = baseUrl.replace("//localhost:", "//127.0.0.1:");
    const gh = storeOf(store);
    const made = createWorld({
      router,
      gh,
      baseUrl: origin,
      tokens,
      webhooks,
      gitFolder,
      installationId,
      immutableReleases: options.immutableReleases ?? true,
    });
    world = made.world;
    people = seedStore(gh, tokens, seed);
    for (const correct of corrections) correct(made.world);
    register.call(plugin, router, store, dispatcher, origin, tokens);
    dispatcher.dispatch = async (event, action, payload, owner, repo) => {
      made.world.emit(event, action, payload, repo ? gh.repos.findOneBy("full_name", `${owner}/${repo}`) : undefined);
    };
    const routed = router.fetch;
    const handle = createRequestHandler({ ...made, routed, serveGit: createGitServer(made.world), requests, inspect });
    made.setReader(createSiteReader(routed, made.world));
    router.fetch = handle;
  };
  plugin.register = patched;
  try {
    const emulator = await createEmulator({
      service: "github",
      port: options.port ?? 0,
      hostname: "127.0.0.1",
      seed: { tokens: {}, github: { users: [{ login: "nobody" }] } },
    });
    const stopLooking = keepConnections(emulator.url);
    const close = async () => {
      stopLooking();
      webhooks.stop();
      await emulator.close();
      rmSync(gitFolder, { recursive: true, force: true });
    };
    const { gh } = world as World;
    const rotateAppKey = () => {
      app.privateKeyPem = makeAppKey();
      const [row] = gh.apps.all().filter(({ app_id: id }) => id === appId);
      if (row) gh.apps.update(row.id, { private_key: app.privateKeyPem });
    };
    const api = createLocalApi({ world: world as World, app, people, requests, violations, close });
    return Object.assign(api, { rotateAppKey });
  } finally {
    plugin.register = register;
  }
}

/** Checks API calls (git and downloads are not) against GitHub's OpenAPI description. */
function createInspector(violations: LocalGitHub["violations"]): (call: ApiCall) => void {
  const check = createRequestChecker(readApiDescription());
  return ({ method, url, json, headers }) => {
    if (!isApi(url.href)) return;
    const { ok, operationId, errors } = check(method, url.href, json, headers.get("content-type") ?? undefined);
    if (!ok) violations.push({ method, url: url.href, operationId, errors });
  };
}
