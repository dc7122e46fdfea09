import { toForgeError } from "@plugsmith/schemas";
import { limitRefresh } from "./bench/limit-refresh.ts";
import { verifyBenchEvent } from "./bench/verify-bench-event.ts";
import { verifyBenchStream } from "./bench/verify-bench-stream.ts";
import type { ForgeApp, ForgeAppOptions, ForgeLog } from "./forge-app.ts";
import { waitForGitHub } from "./github/read-rate-headers.ts";
import { readSweepTargets } from "./github/read-sweep-targets.ts";
import { handleHint } from "./handle-hint.ts";
import type { HandledRequest } from "./handle-request.ts";
import type { Hint } from "./hints/hint.ts";
import { parseHint } from "./hints/parse-hint.ts";
import { applyResign } from "./registry/apply-resign.ts";
import { createRepositoryEntries, type Entry, runSerial } from "./repository-entry.ts";
import { applyOutdated } from "./upgrade/apply-outdated.ts";

/** The bot without a server: events in, effects out, one at a time for each repository. */
export function createForgeApp(options: ForgeAppOptions): ForgeApp {
  const now = options.now ?? (() => new Date());
  const log: ForgeLog = options.log ?? (() => {});
  const entries = createRepositoryEntries(options, now);
  /** Fetches for benches that nobody knows yet. */
  const refreshes = new WeakMap<Entry, () => Promise<void>>();

  const app: ForgeApp = {
    async handleEvent(event, connection) {
      const hint = parseHint(event, options.forge.login);
      return hint ? app.handleHint(hint, connection) : [];
    },
    async handleHint(hint, connection) {
      const entry = await entries.get(hint.repository, connection);
      return runSerial(entry, () => handleHint(entry, hint, log));
    },
    async sweep(repository, connection, signal) {
      const entry = await entries.get(repository, connection);
      const { request } = entry.context;
      const low = entry.guard.lowUntil();
      if (low !== null) throw waitForGitHub(low);
      // First, and whatever comes of it: a registry whose word has ended stops everything else.
      await runSerial(entry, async () => {
        await entry.context.mirror.refresh();
        if (await applyResign(entry.context)) log("info", {}, "registry is signed again");
      }).catch((error: unknown) => {
        const { code, message } = toForgeError(error);
        log("error", { code, reason: message }, "registry not signed again");
      });
      await runSerial(entry, async () => {
        if (await applyOutdated(entry.context)) log("info", {}, "plugins behind their packs are told anew");
      }).catch((error: unknown) => {
        const { code, message } = toForgeError(error);
        log("error", { code, reason: message }, "plugins behind their packs not told");
      });
      const handled: HandledRequest[] = [];
      for (const subject of await readSweepTargets(request, repository, options.forge.login, now())) {
        if (signal?.aborted) break;
        const hint: Hint = { delivery: "sweep", repository, actor: null, subject };
        try {
          handled.push(...(await runSerial(entry, () => handleHint(entry, hint, log))));
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
      const entry = await entries.get(repository, connection);
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
          return handleHint(entry, hint, log);
        }).catch((error: unknown) =>
          log("error", { request, reason: toForgeError(error).message }, "bench event not shown"),
        );
      }
      return answer;
    },
    async acceptBenchStream(envelope, repository, connection) {
      const entry = await entries.get(repository, connection);
      const { mirror } = entry.context;
      const known = refreshes.get(entry);
      const refresh =
        known ??
        limitRefresh(
          () => runSerial(entry, () => mirror.refresh()),
          () => now().getTime(),
        );
      if (!known) refreshes.set(entry, refresh);
      await verifyBenchStream({ mirror, repository, now, refresh }, envelope);
    },
    drain: () => entries.drain(),
  };
  return app;
}
