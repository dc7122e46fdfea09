import { join } from "node:path";
import { toForgeError } from "@plugsmith/schemas";
import type { AuditStore } from "./audit/audit-store.ts";
import { createTextFinder } from "./audit/find-text-store.ts";
import { createGitAuditStore } from "./audit/git-audit-store.ts";
import { openGitTextStore } from "./audit/git-text-store.ts";
import { retryConflict } from "./audit/retry-conflict.ts";
import { isLogError, tellLog } from "./audit/tell-log.ts";
import { type BenchAnswer, type BenchContext, verifyBenchEvent } from "./bench/verify-bench-event.ts";
import { parseConfigText } from "./config/parse-config-text.ts";
import { decideConfigCheck } from "./decisions/decide-views.ts";
import { applyBudget } from "./effects/apply-budget.ts";
import { applyEffects } from "./effects/apply-effects.ts";
import type { PluginEngine } from "./engine/plugin-engine.ts";
import type { ForgeIdentity } from "./facts/facts.ts";
import { gatherRequestNumbers } from "./facts/gather-request-number.ts";
import type { ApiRequest } from "./github/api-request.ts";
import { createOwnerGuards, type Guard } from "./github/guarded-transport.ts";
import { waitForGitHub } from "./github/read-rate-headers.ts";
import { readSweepTargets } from "./github/read-sweep-targets.ts";
import { type HandleContext, type HandledRequest, handleRequest } from "./handle-request.ts";
import type { Hint, HintRepository } from "./hints/hint.ts";
import { parseHint } from "./hints/parse-hint.ts";
import { openGitMirror } from "./mirror/git-mirror-store.ts";
import { readMirrorFile } from "./mirror/read-mirror-file.ts";
import type { RepositoryMirror } from "./mirror/repository-mirror.ts";

/** How the forge reaches one repository: its API, and a token for git; asked anew at each use. */
export interface Connection {
  readonly request: ApiRequest;
  readonly getToken: () => Promise<string | null>;
}

export interface ForgeAppOptions {
  readonly forge: ForgeIdentity;
  readonly engine: PluginEngine;
  /** Web and git origin, without a slash at the end: `https://github.com`. */
  readonly serverUrl: string;
  /** Folder for git mirrors; a cache, may be deleted at any time. */
  readonly cacheFolder: string;
  readonly now?: () => Date;
  /** Writes to GitHub in any minute for one owner; without it as many as come. */
  readonly writesPerMinute?: number | null;
  readonly log?: (level: "info" | "warn" | "error", fields: Record<string, unknown>, message: string) => void;
  /** Address that git uses, where it is not `<serverUrl>/<owner>/<repo>.git`. */
  readonly gitUrl?: (repository: HintRepository) => string;
  /** Git transports besides http(s), for tests. */
  readonly gitAllow?: readonly string[];
  /** Mirror and log of a repository, where they are not to be opened with git. */
  readonly open?: (repository: HintRepository) => Promise<OpenedRepository>;
}

/** What is read and written with git. */
export interface OpenedRepository {
  readonly mirror: RepositoryMirror;
  readonly audit: AuditStore;
}

export interface ForgeApp {
  /** One event of GitHub, from a webhook or a workflow's event file. An event of no interest is an empty list. */
  handleEvent(
    event: { readonly id: string; readonly name: string; readonly payload: unknown },
    connection: Connection,
  ): Promise<readonly HandledRequest[]>;
  handleHint(hint: Hint, connection: Connection): Promise<readonly HandledRequest[]>;
  /** Looks at every request of a repository again: whatever was missed is made up for. `signal` ends it between two. */
  sweep(repository: HintRepository, connection: Connection, signal?: AbortSignal): Promise<readonly HandledRequest[]>;
  /** Verifies and records what a bench posted; its issue is brought up to date afterwards. */
  handleBenchEvent(envelope: unknown, repository: HintRepository, connection: Connection): Promise<BenchAnswer>;
  /** Resolves when nothing is being worked on. */
  drain(): Promise<void>;
}

interface Entry {
  readonly context: HandleContext;
  readonly bench: BenchContext;
  readonly guard: Guard;
  connection: Connection;
  /** End of the repository's queue: one thing at a time. */
  tail: Promise<unknown>;
  readonly refreshing: Set<number>;
  /** The log did not hold when it was last read. */
  logBroken: boolean;
}

/** The bot without a server: events in, effects out, one at a time for each repository. */
export function createForgeApp(options: ForgeAppOptions): ForgeApp {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const entries = new Map<string, Promise<Entry>>();
  const guards = createOwnerGuards({
    now: () => now().getTime(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    writesPerMinute: options.writesPerMinute ?? null,
  });

  async function openWithGit(
    repository: HintRepository,
    request: ApiRequest,
    getToken: () => Promise<string | null>,
  ): Promise<OpenedRepository> {
    const urlOf = (one: { readonly owner: string; readonly repo: string }) =>
      options.gitUrl?.({ ...repository, ...one }) ?? `${options.serverUrl}/${one.owner}/${one.repo}.git`;
    const url = urlOf(repository);
    const allow = options.gitAllow ? { allow: options.gitAllow } : {};
    const { cacheFolder } = options;
    const { login } = options.forge;
    const { owner, repo, defaultBranch } = repository;
    const mirror = await openGitMirror({ cacheFolder, owner, repo, defaultBranch, url, getToken, ...allow });
    const findTexts = createTextFinder({
      mirror,
      defaultBranch,
      request,
      open: (one) => {
        const name = `${one.owner}/${one.repo}`;
        const folder = join(cacheFolder, `texts+${one.owner}+${one.repo}.git`.toLowerCase());
        return openGitTextStore({ folder, repository: name, url: urlOf(one), login, getToken, ...allow });
      },
    });
    return { mirror, audit: createGitAuditStore(mirror, { url, login, findTexts }) };
  }

  async function openEntry(repository: HintRepository, first: Connection): Promise<Entry> {
    const current = { connection: first };
    const guard = guards(repository.owner);
    const request = guard.wrap((route, parameters) => current.connection.request(route, parameters));
    const getToken = () => current.connection.getToken();
    const { mirror, audit } = await (options.open?.(repository) ?? openWithGit(repository, request, getToken));
    const { forge, engine, serverUrl } = options;
    const context: HandleContext = {
      request,
      mirror,
      audit,
      repository,
      forge,
      serverUrl,
      now,
      engine,
      resultCache: new Map(),
    };
    const bench: BenchContext = { mirror, audit, repository, now };
    return Object.assign(current, {
      context,
      bench,
      guard,
      tail: Promise.resolve(),
      refreshing: new Set<number>(),
      logBroken: false,
    });
  }

  async function getEntry(repository: HintRepository, connection: Connection): Promise<Entry> {
    const key = `${repository.id} ${repository.owner}/${repository.repo} ${repository.defaultBranch}`;
    const opening = entries.get(key) ?? openEntry(repository, connection);
    entries.set(key, opening);
    try {
      const entry = await opening;
      entry.connection = connection;
      return entry;
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  }

  function runSerial<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
    const result = entry.tail.then(work, work);
    entry.tail = result.catch(() => {});
    return result;
  }

  async function checkConfig({ context }: Entry): Promise<void> {
    const { mirror, repository, request, forge } = context;
    await mirror.refresh();
    const base = await mirror.readBranch(repository.defaultBranch);
    if (!base) return;
    const config = parseConfigText(await readMirrorFile(mirror, base.commit, ".github/forge.yml"));
    const fact = { ...repository, baseSha: base.commit, baseTree: base.tree, webUrl: "" };
    const effect = decideConfigCheck({ config, repository: fact });
    const { owner, repo } = repository;
    await applyEffects(
      { request, repository: { owner, repo }, forge, comments: new Map() },
      effect.kind === "check" ? [effect] : [],
    );
  }

  async function handleInside(entry: Entry, hint: Hint): Promise<HandledRequest[]> {
    try {
      const handled = await handleNumbers(entry, hint);
      if (entry.logBroken && handled.length > 0) await tellLog(entry.context, hint, null);
      entry.logBroken &&= handled.length === 0;
      return handled;
    } catch (thrown) {
      const error = toForgeError(thrown);
      if (isLogError(error)) {
        entry.logBroken = true;
        await tellLog(entry.context, hint, error);
      }
      throw thrown;
    }
  }

  async function handleNumbers(entry: Entry, hint: Hint): Promise<HandledRequest[]> {
    if (hint.subject.kind === "config") await checkConfig(entry);
    const handled: HandledRequest[] = [];
    for (const number of await gatherRequestNumbers(entry.context, hint)) {
      const low = entry.guard.lowUntil();
      if (low !== null) {
        await applyBudget(entry.context, number, low);
        throw waitForGitHub(low);
      }
      const result = await retryConflict(() => handleRequest(entry.context, hint, number));
      if (!result) continue;
      handled.push(result);
      log("info", { delivery: hint.delivery, request: number, state: result.state, notes: result.notes }, "handled");
      for (const { effect, error } of result.failures)
        log(
          "error",
          { delivery: hint.delivery, request: number, effect: effect.kind, code: error.code, reason: error.message },
          "an effect failed",
        );
    }
    const [failed] = handled.flatMap((result) => result.failures);
    if (failed) throw failed.error;
    return handled;
  }

  const app: ForgeApp = {
    async handleEvent(event, connection) {
      const hint = parseHint(event, options.forge.login);
      return hint ? app.handleHint(hint, connection) : [];
    },
    async handleHint(hint, connection) {
      const entry = await getEntry(hint.repository, connection);
      return runSerial(entry, () => handleInside(entry, hint));
    },
    async sweep(repository, connection, signal) {
      const entry = await getEntry(repository, connection);
      const { request } = entry.context;
      const low = entry.guard.lowUntil();
      if (low !== null) throw waitForGitHub(low);
      const handled: HandledRequest[] = [];
      for (const subject of await readSweepTargets(request, repository, options.forge.login, now())) {
        if (signal?.aborted) break;
        const hint: Hint = { delivery: "sweep", repository, actor: null, subject };
        try {
          handled.push(...(await runSerial(entry, () => handleInside(entry, hint))));
        } catch (error) {
          log(
            "error",
            { thread: subject.number, code: toForgeError(error).code, reason: toForgeError(error).message },
            "sweep failed",
          );
        }
      }
      return handled;
    },
    async handleBenchEvent(envelope, repository, connection) {
      const entry = await getEntry(repository, connection);
      const answer = await runSerial(entry, () => verifyBenchEvent(entry.bench, envelope));
      const { request } = answer;
      if (answer.status === "recorded" && request !== null && !entry.refreshing.has(request)) {
        // Several events of a burst become one change of the status comment.
        entry.refreshing.add(request);
        const hint: Hint = {
          delivery: `bench-${answer.id}`,
          repository,
          actor: null,
          subject: { kind: "thread", number: request },
        };
        runSerial(entry, () => {
          entry.refreshing.delete(request);
          return handleInside(entry, hint);
        }).catch((error: unknown) =>
          log("error", { request, reason: toForgeError(error).message }, "bench event not shown"),
        );
      }
      return answer;
    },
    async drain() {
      const open = await Promise.allSettled(entries.values());
      await Promise.allSettled(open.map((entry) => (entry.status === "fulfilled" ? entry.value.tail : null)));
    },
  };
  return app;
}
