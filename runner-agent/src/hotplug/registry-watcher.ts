import { randomUUID } from "node:crypto";
import {
  ForgeError,
  type Parsed,
  parseRegistry,
  parseReviewers,
  type Registry,
  type Reviewers,
  toForgeError,
} from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { readBody } from "../store/read-asset.ts";
import type { HotplugSource, SourceStatus } from "./hotplug-source.ts";

export interface RegistryWatcherOptions {
  readonly apiUrl: string;
  readonly repository: string;
  readonly pollMs: number;
  /** Asked before each poll, so that a rotated token file is used. */
  readonly readToken: () => string | undefined;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
  /** Takes what was read, or undefined when it has not changed since the last poll. Throws to refuse it. */
  accept(registry: Registry | undefined, reviewers: Reviewers | undefined): void;
}

const maxBytes = 16 * 2 ** 20;
const timeoutMs = 20_000;
const maxBackOffMs = 300_000;

export interface RegistryWatcher extends HotplugSource {
  /** Looks now instead of at the next poll. */
  poll(): Promise<void>;
}

/** Polls registry.json and reviewers.json of the branch forge/registry with conditional requests, jitter and back-off. */
export function createRegistryWatcher(options: RegistryWatcherOptions): RegistryWatcher {
  const { clock } = options;
  const tags = new Map<string, string>();
  let status: SourceStatus = { source: "registry", state: "starting" };
  let emit: Parameters<HotplugSource["start"]>[0] = () => {};
  let cancelTimer = () => {};
  let failures = 0;
  let stopped = false;
  let running: Promise<void> | undefined;

  async function read<T>(file: string, parse: (value: unknown) => Parsed<T>): Promise<{ value?: T; tag?: string }> {
    const token = options.readToken();
    const tag = tags.get(file);
    const response = await options.fetch(
      `${options.apiUrl}/repos/${options.repository}/contents/${file}?ref=${encodeURIComponent("forge/registry")}`,
      {
        headers: {
          accept: "application/vnd.github.raw+json",
          "user-agent": "plugsmith-agent",
          "x-github-api-version": "2022-11-28",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(tag === undefined ? {} : { "if-none-match": tag }),
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
    );
    if (response.status === 304) {
      await response.body?.cancel();
      return {};
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new ForgeError("download_failed", {
        message: `${file} of ${options.repository}: the API answered ${response.status}.`,
        hint:
          response.status === 404
            ? "Is there a branch forge/registry yet? A private repository needs registry.tokenFile."
            : "The agent tries again.",
      });
    }
    const text = (await readBody(response, maxBytes)).toString("utf8");
    const parsed = parse(parseJson(text));
    if (!parsed.ok)
      throw new ForgeError("registry_invalid", {
        message: `${file}: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`,
      });
    const fresh = response.headers.get("etag");
    return { value: parsed.value, ...(fresh === null ? {} : { tag: fresh }) };
  }

  async function look(): Promise<void> {
    try {
      const registry = await read("registry.json", parseRegistry);
      const reviewers = await read("reviewers.json", parseReviewers);
      options.accept(registry.value, reviewers.value);
      // Only what was accepted counts as seen: a refused registry is looked at again.
      for (const [file, tag] of [
        ["registry.json", registry.tag],
        ["reviewers.json", reviewers.tag],
      ] as const)
        if (tag !== undefined) tags.set(file, tag);
      failures = 0;
      status = { source: "registry", state: "watching" };
      if (registry.value !== undefined || reviewers.value !== undefined)
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
    }
  }

  function schedule(): void {
    if (stopped) return;
    const base = Math.min(maxBackOffMs, options.pollMs * 2 ** Math.min(failures, 8));
    // +-10 %, so that benches that started together do not ask together.
    cancelTimer = clock.after(base * (0.9 + options.random() * 0.2), () => void poll());
  }

  function poll(): Promise<void> {
    cancelTimer();
    running ??= look().finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  }

  return {
    async start(sink) {
      emit = sink;
      await poll();
    },
    async stop() {
      stopped = true;
      cancelTimer();
      status = { source: "registry", state: "stopped" };
    },
    status: () => status,
    poll,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
