import { describe, expect, it } from "vitest";
import { makeRelease } from "../testing/make-facts.ts";
import { createAgentMetrics } from "./agent-metrics.ts";

const release = makeRelease();
const gauges = {
  activePlugins: 1,
  devices: 2,
  outboxPending: 3,
  registrySequence: 4,
  registryAgeSeconds: 5,
  registryWordAgeSeconds: 9,
  registryStreamOpen: 1,
  jobsQueued: 6,
  jobsRunning: 7,
  jobsDead: 8,
};

describe("createAgentMetrics", () => {
  it("counts loads by outcome, crashes, and calls with their times", async () => {
    const metrics = createAgentMetrics();
    metrics.observe({ kind: "loaded", release, ms: 30, proved: [] });
    metrics.observe({ kind: "swapped", release, previous: release, ms: 90 });
    metrics.observe({ kind: "failed", release, failure: { code: "load_timeout", message: "" } });
    metrics.observe({ kind: "crashed", release, crashes: 1 });
    metrics.observe({ kind: "broken", release, failure: { code: "plugin_broken", message: "" } });
    metrics.observe({ kind: "unloaded", release });
    metrics.observeCall("acme-meter", "ok", 2);
    metrics.observeJob("acme-meter", "measure", "done", 40);
    metrics.observeJob("acme-meter", "measure", "delayed", 2_000);
    const text = await metrics.render(gauges);
    for (const line of [
      'plugin_loads_total{plugin="acme-meter",outcome="loaded"} 1',
      'plugin_loads_total{plugin="acme-meter",outcome="load_timeout"} 1',
      "plugin_load_duration_ms_count 2",
      'plugin_crashes_total{plugin="acme-meter"} 2',
      'plugin_calls_total{plugin="acme-meter",outcome="ok"} 1',
      "active_plugins 1",
      "attached_devices 2",
      "outbox_pending_events 3",
      "registry_sequence 4",
      "registry_age_seconds 5",
      "registry_word_age_seconds 9",
      "registry_stream_open 1",
      'forge_jobs_total{plugin="acme-meter",status="done"} 1',
      'forge_jobs_duration_seconds_bucket{le="0.1",plugin="acme-meter",step="measure"} 1',
      "forge_jobs_queued 6",
      "forge_jobs_running 7",
      "forge_jobs_dead 8",
    ])
      expect(text.split("\n")).toContain(line);
  });

  it("keeps two agents in one process apart", async () => {
    const [one, other] = [createAgentMetrics(), createAgentMetrics()];
    one.observeCall("acme-meter", "ok", 1);
    expect(await other.render(gauges)).not.toContain("acme-meter");
  });
});
