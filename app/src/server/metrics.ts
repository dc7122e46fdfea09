import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Counters of one bot process. */
export function createMetrics(queueSize: () => number, openStreams: () => number = () => 0) {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: "forge_jobs_queued",
    help: "Deliveries answered and not finished.",
    registers,
    collect() {
      this.set(queueSize());
    },
  });
  new Gauge({
    name: "forge_bench_streams",
    help: "Benches that listen for wake-ups.",
    registers,
    collect() {
      this.set(openStreams());
    },
  });
  return {
    registry,
    jobs: new Counter({
      name: "forge_jobs_total",
      help: "Handled hints by outcome.",
      labelNames: ["status"],
      registers,
    }),
    duration: new Histogram({
      name: "forge_jobs_duration_seconds",
      help: "Time from taking a delivery to its last effect.",
      labelNames: ["step"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    running: new Gauge({ name: "forge_jobs_running", help: "Deliveries being worked on.", registers }),
    deliveries: new Counter({
      name: "forge_deliveries_total",
      help: "Webhook deliveries by result.",
      labelNames: ["result"],
      registers,
    }),
    benchEvents: new Counter({
      name: "forge_bench_events_total",
      help: "Bench events by result.",
      labelNames: ["result"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
