import type { BenchContext } from "./bench/verify-bench-event.ts";
import type { Connection, ForgeAppOptions } from "./forge-app.ts";
import { createOwnerGuards, type Guard } from "./github/guarded-transport.ts";
import type { HandleContext } from "./handle-request.ts";
import type { HintRepository } from "./hints/hint.ts";
import { openWithGit } from "./mirror/open-with-git.ts";

/** What the forge keeps of one repository while it runs. */
export interface Entry {
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

export interface RepositoryEntries {
  /** The repository's entry, opened at first use, with the connection of this event. */
  get(repository: HintRepository, connection: Connection): Promise<Entry>;
  /** Resolves when nothing is being worked on. */
  drain(): Promise<void>;
}

/** One thing at a time for a repository: work begins when all before it has ended, well or not. */
export function runSerial<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
  const result = entry.tail.then(work, work);
  entry.tail = result.catch(() => {});
  return result;
}

/** Opens each repository once. One that could not be opened is tried again by the next event. */
export function createRepositoryEntries(options: ForgeAppOptions, now: () => Date): RepositoryEntries {
  const entries = new Map<string, Promise<Entry>>();
  const guards = createOwnerGuards({
    now: () => now().getTime(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    writesPerMinute: options.writesPerMinute ?? null,
  });

  async function openEntry(repository: HintRepository, first: Connection): Promise<Entry> {
    const current = { connection: first };
    const guard = guards(repository.owner);
    const request = guard.wrap((route, parameters) => current.connection.request(route, parameters));
    const getToken = () => current.connection.getToken();
    const { mirror, audit } = await (options.open?.(repository) ?? openWithGit(options, repository, request, getToken));
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
    const issues = { request, login: forge.login, serverUrl };
    const bench: BenchContext = { mirror, audit, repository, now, issues };
    return Object.assign(current, {
      context,
      bench,
      guard,
      tail: Promise.resolve(),
      refreshing: new Set<number>(),
      logBroken: false,
    });
  }

  return {
    async get(repository: HintRepository, connection: Connection): Promise<Entry> {
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
    },
    async drain() {
      const open = await Promise.allSettled(entries.values());
      await Promise.allSettled(open.map((entry) => (entry.status === "fulfilled" ? entry.value.tail : null)));
    },
  };
}
