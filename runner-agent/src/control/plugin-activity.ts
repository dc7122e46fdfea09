import type { Clock } from "../clock.ts";
import type { SlotEvent } from "../host/slot-event.ts";

export interface ActivityView {
  readonly calls: number;
  readonly failedCalls: number;
  /** Over the last ten seconds. */
  readonly callsPerSecond: number;
  /** When the running version took over. */
  readonly since: string | null;
  /** What its load took, ms. */
  readonly loadMs: number | null;
}

export interface PluginActivity {
  observe(event: SlotEvent): void;
  observeCall(plugin: string, outcome: string): void;
  of(plugin: string): ActivityView;
}

const windowSeconds = 10;

interface Counts {
  calls: number;
  failed: number;
  /** Calls by second, of the last ones. */
  recent: Map<number, number>;
  since: string | null;
  loadMs: number | null;
}

/** What plugins have been doing, for people who look; the full numbers are in the metrics. */
export function createPluginActivity(clock: Clock): PluginActivity {
  const all = new Map<string, Counts>();
  const countsOf = (plugin: string): Counts => {
    const known = all.get(plugin) ?? { calls: 0, failed: 0, recent: new Map(), since: null, loadMs: null };
    all.set(plugin, known);
    return known;
  };
  const second = () => Math.floor(clock.now() / 1000);
  return {
    observe(event) {
      const counts = countsOf(event.release.name);
      if (event.kind === "loaded" || event.kind === "swapped") {
        counts.since = new Date(clock.now()).toISOString();
        counts.loadMs = event.ms;
      } else if (event.kind === "unloaded" || event.kind === "broken") counts.since = null;
    },
    observeCall(plugin, outcome) {
      const counts = countsOf(plugin);
      const now = second();
      counts.calls += 1;
      if (outcome !== "ok") counts.failed += 1;
      counts.recent.set(now, (counts.recent.get(now) ?? 0) + 1);
      for (const at of counts.recent.keys()) if (at <= now - windowSeconds) counts.recent.delete(at);
    },
    of(plugin) {
      const { calls, failed, recent, since, loadMs } = all.get(plugin) ?? countsOf(plugin);
      const now = second();
      const sum = [...recent].reduce((total, [at, count]) => (at > now - windowSeconds ? total + count : total), 0);
      return { calls, failedCalls: failed, callsPerSecond: sum / windowSeconds, since, loadMs };
    },
  };
}
