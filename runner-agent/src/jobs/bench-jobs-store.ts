import { join } from "node:path";
import { type BenchConfig, ForgeError } from "@plugsmith/schemas";
import type { BenchConductor } from "../bench/bench-conductor.ts";
import { demandKnown } from "../bench/demand-known.ts";
import type { Clock } from "../clock.ts";
import { checkQueue } from "../host/check-queue.ts";
import type { Leases } from "../leases/leases.ts";
import { openJobDatabase } from "./job-database-store.ts";
import { createJobQueue, type JobQueue } from "./job-queue.ts";
import { openJobStore } from "./job-store.ts";
import { openRepeatStore } from "./repeat-store.ts";

const defaultConcurrency = 4;

/**
 * The bench's job queue, in `jobs.sqlite` of the state folder: jobs go to the plugins that run here, and to none that
 * somebody holds a lease on. @throws ForgeError `bench_config_invalid`.
 */
export function openBenchJobs(
  { stateDir, limits, plugins = {} }: BenchConfig,
  ports: {
    readonly clock: Clock;
    readonly conductor: BenchConductor;
    readonly leases: Leases;
    /** A try of a job ended. */
    observeJob(plugin: string, job: string, state: string, ms: number): void;
    log(message: string): void;
  },
): JobQueue {
  const { clock, conductor, leases, log } = ports;
  const database = openJobDatabase(join(stateDir, "jobs.sqlite"), log);
  const slotOf = (plugin: string) => conductor.slots().get(plugin);
  return createJobQueue({
    clock,
    jobs: openJobStore(database),
    repeats: openRepeatStore(database),
    chance: Math.random,
    log,
    concurrency: (plugin) => plugins[plugin]?.jobConcurrency ?? limits?.jobConcurrency ?? defaultConcurrency,
    ready: (plugin) => slotOf(plugin)?.active()?.state().phase === "active" && !leases.isHeld(plugin),
    check(plugin, name) {
      demandKnown(conductor, plugin);
      const manifest = slotOf(plugin)?.active()?.stored()?.manifest;
      if (manifest) checkQueue(manifest, name);
    },
    async deliver(plugin, job, options) {
      const slot = slotOf(plugin);
      if (!slot) throw new ForgeError("plugin_not_ready");
      return slot.deliverJob(job, options);
    },
    onTry: ({ plugin, name }, state, ms) => ports.observeJob(plugin, name, state, ms),
  });
}
