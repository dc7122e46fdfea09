import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { SlotEvent } from "../host/slot-event.ts";

export interface AgentMetrics {
  observe(event: SlotEvent): void;
  observeCall(plugin: string, outcome: string, ms: number): void;
  /** A try of a job of the bench's queue ended; `status`: what the job became. */
  observeJob(plugin: string, step: string, status: string, ms: number): void;
  /** Prometheus text. */
  render(gauges: MetricGauges): Promise<string>;
  readonly contentType: string;
}

export interface MetricGauges {
  readonly activePlugins: number;
  readonly devices: number;
  readonly outboxPending: number;
  readonly registrySequence: number;
  readonly registryAgeSeconds: number;
  /** Of the newest signed word; -1: there is none. */
  readonly registryWordAgeSeconds: number;
  readonly registryStreamOpen: number;
  readonly jobsQueued: number;
  readonly jobsRunning: number;
  readonly jobsDead: number;
}

/** The agent's own metrics; a registry of its own, so that two agents in one process do not meet. */
export function createAgentMetrics(): AgentMetrics {
  const registry = new Registry();
  const registers = [registry];
  const loads = new Counter({
    name: "plugin_loads_total",
    help: "Loads by plugin and outcome",
    labelNames: ["plugin", "outcome"],
    registers,
  });
  const loadMs = new Histogram({
    name: "plugin_load_duration_ms",
    help: "Verify, stage, start and replay until a version takes over, ms",
    buckets: [25, 50, 100, 200, 400, 800, 1600, 3200, 6400],
    registers,
  });
  const crashes = new Counter({ name: "plugin_crashes_total", help: "Crashes", labelNames: ["plugin"], registers });
  const calls = new Counter({
    name: "plugin_calls_total",
    help: "Calls by plugin and outcome",
    labelNames: ["plugin", "outcome"],
    registers,
  });
  const callMs = new Histogram({
    name: "plugin_call_duration_ms",
    help: "Calls from arrival to answer, ms",
    buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000],
    registers,
  });
  const jobs = new Counter({
    name: "forge_jobs_total",
    help: "Tries of jobs of the bench's queue, by plugin and what the job became",
    labelNames: ["plugin", "status"],
    registers,
  });
  const jobSeconds = new Histogram({
    name: "forge_jobs_duration_seconds",
    help: "One try of a job, from its delivery to its outcome; step: the job's name",
    labelNames: ["plugin", "step"],
    buckets: [0.001, 0.01, 0.1, 1, 10, 60, 600],
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const gauges = {
    activePlugins: gauge("active_plugins", "Plugins that serve calls"),
    devices: gauge("attached_devices", "Devices on the bench"),
    outboxPending: gauge("outbox_pending_events", "Bench events that wait for the bot"),
    registrySequence: gauge("registry_sequence", "Sequence of the registry in use"),
    registryAgeSeconds: gauge("registry_age_seconds", "Seconds since the registry was last reached"),
    registryWordAgeSeconds: gauge(
      "registry_word_age_seconds",
      "Seconds since the registry signed its newest word that was believed; -1: none was",
    ),
    registryStreamOpen: gauge("registry_stream_open", "1: the bot can wake this bench"),
    jobsQueued: gauge("forge_jobs_queued", "Jobs of the bench's queue that wait"),
    jobsRunning: gauge("forge_jobs_running", "Jobs of the bench's queue that run"),
    jobsDead: gauge("forge_jobs_dead", "Dead letters of the bench's queue"),
  };
  return {
    observe(event) {
      const plugin = event.release.name;
      if (event.kind === "loaded" || event.kind === "swapped") {
        loads.inc({ plugin, outcome: event.kind });
        loadMs.observe(event.ms);
      } else if (event.kind === "failed") loads.inc({ plugin, outcome: event.failure.code });
      else if (event.kind === "crashed" || event.kind === "broken") crashes.inc({ plugin });
    },
    observeCall(plugin, outcome, ms) {
      calls.inc({ plugin, outcome });
      callMs.observe(ms);
    },
    observeJob(plugin, step, status, ms) {
      jobs.inc({ plugin, status });
      jobSeconds.observe({ plugin, step }, ms / 1_000);
    },
    async render(values) {
      for (const [name, one] of Object.entries(gauges)) one.set(values[name as keyof MetricGauges]);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
