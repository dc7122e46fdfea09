import { randomUUID } from "node:crypto";
import { type Registry, type Reviewers, toForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import type { RegistryReader } from "../registry/registry-reader.ts";
import type { HotplugSource, SourceStatus } from "./hotplug-source.ts";

export interface RegistryWatcherOptions {
  readonly reader: RegistryReader;
  readonly pollMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  /** Takes what was read, or undefined when it has not changed since the last look. Throws to refuse it. */
  accept(registry: Registry | undefined, reviewers: Reviewers | undefined, isNew: boolean): void;
  /** After a look that found nothing to believe: what is known has grown older. */
  reconsider(): void;
}

const maxBackOffMs = 300_000;
/** Pause between looks that others ask for. */
const wakePauseMs = 1_000;
/** Benches that are woken together do not ask together. */
const wakeSpreadMs = 250;

export interface RegistryWatcher extends HotplugSource {
  /** Looks now instead of at the next poll. */
  poll(): Promise<void>;
  /**
   * Somebody says that there is something new, which nobody needs to believe: looks soon, and once more where a look is under way
   * that may have missed it. However often it is called, a look starts at most once a second.
   */
  wake(): void;
}

/** Looks at the registry again and again, with jitter and back-off. */
export function createRegistryWatcher(options: RegistryWatcherOptions): RegistryWatcher {
  const { clock, reader } = options;
  let status: SourceStatus = { source: "registry", state: "starting" };
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let cancelTimer = () => {};
  let failures = 0;
  let stopped = false;
  let running: Promise<void> | undefined;
  let lastLook = Number.NEGATIVE_INFINITY;
  let cancelWake: (() => void) | undefined;

  async function look(): Promise<void> {
    lastLook = clock.now();
    try {
      const seen = await reader.read();
      options.accept(seen?.registry, seen?.reviewers, seen?.isNew === true);
      // Only what was accepted counts as seen: a refused registry is looked at again.
      seen?.keep();
      failures = 0;
      status = { source: "registry", state: "watching" };
      if (seen)
        emit({
          schemaVersion: 1,
          id: randomUUID(),
          source: "registry",
          kind: "registry_changed",
          at: new Date(clock.now()).toISOString(),
        });
    } catch (thrown) {
      failures += 1;
      const error = toForgeError(thrown);
      const cause =
        error.cause instanceof Error && error.cause.cause instanceof Error ? `: ${error.cause.cause.message}` : "";
      const code = error.code === "unexpected" ? "download_failed" : error.code;
      status = { source: "registry", state: "failing", code, message: `${error.message}${cause}` };
      options.reconsider();
    }
  }

  function schedule(): void {
    if (stopped) return;
    const base = Math.min(maxBackOffMs, options.pollMs * 2 ** Math.min(failures, 8));
    // +-20 %, so that benches that started together do not ask together.
    cancelTimer = clock.after(base * (0.8 + options.random() * 0.4), () => void poll());
  }

  function poll(): Promise<void> {
    cancelTimer();
    running ??= look().finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  }

  function wake(): void {
    if (stopped || cancelWake) return;
    const pause = Math.min(wakePauseMs, Math.max(0, lastLook + wakePauseMs - clock.now()));
    cancelWake = clock.after(pause + options.random() * wakeSpreadMs, () => {
      cancelWake = undefined;
      // What is under way may have asked before the change.
      void (running ?? Promise.resolve()).then(poll);
    });
  }

  return {
    async start(sink) {
      emit = sink;
      await poll();
    },
    async stop() {
      stopped = true;
      cancelTimer();
      cancelWake?.();
      status = { source: "registry", state: "stopped" };
    },
    status: () => status,
    poll,
    wake,
  };
}
