import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

export interface LogLine {
  readonly at: string;
  readonly plugin: string;
  readonly level: string;
  readonly message: string;
}

export interface PluginLogs {
  write(plugin: string, level: string, message: string): void;
  /** The newest lines, oldest first. */
  read(plugin: string, lines: number): readonly LogLine[];
  /** Calls back for each new line; the answer ends it. */
  follow(plugin: string | undefined, onLine: (line: LogLine) => void): () => void;
}

const maxBytes = 1 << 20;
const maxMessage = 4000;

/** stateDir/logs/<plugin>.log, NDJSON: 50 lines a second, 1 MiB and one older file. Drops are counted in the log. */
export function createPluginLogs(folder: string, clock: Clock): PluginLogs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const limits = new Map<string, RateLimit>();
  const listeners = new Set<(line: LogLine) => void>();
  const pathOf = (plugin: string) => join(folder, `${plugin.replace(/[^a-z0-9-]/g, "_")}.log`);

  function put(line: LogLine): void {
    const path = pathOf(line.plugin);
    try {
      if (existsSync(path) && statSync(path).size > maxBytes) renameSync(path, `${path}.1`);
      appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end the agent; whoever follows still sees the line.
    }
    for (const listener of listeners) listener(line);
  }

  return {
    write(plugin, level, message) {
      const limit = limits.get(plugin) ?? createRateLimit(clock.now, 50, 200);
      limits.set(plugin, limit);
      const at = new Date(clock.now()).toISOString();
      if (!limit.take()) return;
      const dropped = limit.refused();
      if (dropped > 0) put({ at, plugin, level: "warn", message: `${dropped} lines were dropped: too many at once` });
      put({ at, plugin, level, message: message.slice(0, maxMessage) });
    },
    read(plugin, lines) {
      const readLines = (path: string) =>
        existsSync(path)
          ? readFileSync(path, "utf8")
              .split("\n")
              .filter((line) => line !== "")
          : [];
      const newest = readLines(pathOf(plugin));
      // Right after a rotation the file holds almost nothing.
      return (newest.length < lines ? [...readLines(`${pathOf(plugin)}.1`), ...newest] : newest)
        .slice(-lines)
        .flatMap((line) => {
          try {
            return [JSON.parse(line) as LogLine];
          } catch {
            return [];
          }
        });
    },
    follow(plugin, onLine) {
      const listener = (line: LogLine) => {
        if (plugin === undefined || line.plugin === plugin) onLine(line);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
