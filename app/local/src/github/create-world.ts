import { AsyncLocalStorage } from "node:async_hooks";
import { buildRefEvents } from "./git/build-ref-events.ts";
import { createGitObjects } from "./git/git-objects.ts";
import type { GitHubStore, OrgRow } from "./github-store.ts";
import type { TokenOwner } from "./load-emulate.ts";
import type { Caller } from "./people/identify-caller.ts";
import type { Json, Router } from "./router.ts";
import type { WebhookQueue } from "./webhook-queue.ts";
import type { LocalEvent, RefChange, World } from "./world.ts";

const nobody: Caller = { kind: "none", actor: "" };

/** The hooks of one local GitHub, and the chain that keeps its events in order. */
export function createWorld(parts: {
  router: Router;
  gh: GitHubStore;
  baseUrl: string;
  tokens: Map<string, TokenOwner>;
  webhooks: WebhookQueue;
  gitFolder: string;
  installationId: number;
  immutableReleases: boolean;
}): {
  world: World;
  asCaller: <T>(caller: Caller, work: () => T) => T;
  setReader(read: (path: string) => Promise<Json>): void;
} {
  const { router, gh, baseUrl, tokens, webhooks } = parts;
  const callers = new AsyncLocalStorage<Caller>();
  const locks = new Map<number, Promise<unknown>>();
  let chain: Promise<void> = Promise.resolve();
  let read: (path: string) => Promise<Json> = async () => undefined;

  const follow = (work: () => Promise<void>) => {
    chain = chain.then(work).catch((error: unknown) => {
      process.emitWarning(
        `local GitHub: an event failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
  };

  const world: World = {
    router,
    gh,
    baseUrl,
    tokens,
    webhooks,
    git: createGitObjects(gh, parts.gitFolder),
    bytes: new Map(),
    options: { immutableReleases: parts.immutableReleases },
    before: [],
    after: [],
    resources: new Map(),
    events: [],
    afterEvent: [],
    refListeners: [],
    runListeners: [],
    cancelListeners: [],
    caller: () => callers.getStore() ?? nobody,
    read: (path) => read(path),
    emit(event, action, payload, repo) {
      const by = world.caller();
      follow(() => handleEvent(world, { event, action, payload: { ...payload }, repo, by }, parts.installationId));
    },
    announce(change) {
      follow(() => announceChange(world, change, parts.installationId));
    },
    async settled() {
      for (let seen: Promise<void> | undefined; seen !== chain; ) {
        seen = chain;
        await seen;
      }
    },
    exclusively(repoId, work) {
      const turn = (locks.get(repoId) ?? Promise.resolve()).then(work, work);
      locks.set(
        repoId,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
  return {
    world,
    asCaller: (caller, work) => callers.run(caller, work),
    setReader: (reader) => {
      read = reader;
    },
  };
}

async function handleEvent(world: World, event: LocalEvent, installationId: number): Promise<void> {
  for (const edit of world.events) if ((await edit(event)) === false) return;
  const owner = event.repo?.owner_type === "Organization" ? world.gh.orgs.get(event.repo.owner_id) : undefined;
  world.webhooks.send(event.event, event.action, {
    ...(event.action ? { action: event.action } : {}),
    ...event.payload,
    ...(owner ? { organization: formatOrganisation(owner, world.baseUrl) } : {}),
    installation: { id: installationId, node_id: Buffer.from(`0:Installation${installationId}`).toString("base64") },
  });
  for (const listener of world.afterEvent) await listener(event);
}

async function announceChange(world: World, change: RefChange, installationId: number): Promise<void> {
  const by = world.caller();
  for (const { event, payload } of await buildRefEvents(world, change)) {
    await handleEvent(world, { event, action: undefined, payload, repo: change.repo, by }, installationId);
  }
  for (const listener of world.refListeners) await listener(change);
}

function formatOrganisation(org: OrgRow, baseUrl: string): Json {
  return {
    login: org.login,
    id: org.id,
    node_id: org.node_id,
    url: `${baseUrl}/orgs/${org.login}`,
    avatar_url: `${baseUrl}/avatars/o/${org.login}`,
  };
}
