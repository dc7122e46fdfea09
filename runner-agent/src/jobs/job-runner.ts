import { ForgeError, toForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { withDeadline } from "../with-deadline.ts";
import { decideRetryPause } from "./decide-retry-pause.ts";
import type { JobRow } from "./job-row.ts";
import type { JobEvent } from "./job-state.ts";
import type { JobDelivery } from "./render-job.ts";

/** Takes a job to its plugin; answers what the hook answered. `plugin_not_ready`: it never got there, the try does not count. */
export type DeliverJob = (
  plugin: string,
  job: JobDelivery,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<unknown>;

export interface JobTry {
  readonly event: JobEvent;
  /** JSON text. */
  readonly result?: string;
  readonly ms: number;
}

export interface JobRunner {
  /** Never rejects. */
  run(row: JobRow, job: JobDelivery): Promise<JobTry>;
  /** Tells the plugin that nobody waits for the job any more. */
  abort(id: number): void;
  runningOf(plugin: string): number;
  /** Ids of jobs that run. */
  list(): number[];
}

export const maxResultBytes = 64 * 1024;
/** Until a plugin that was not there is asked again. */
const absentMs = 1_000;
const absent = new Set(["plugin_not_ready", "plugin_unknown", "call_limit", "lease_held"]);
const hopeless = new Set(["permission_denied", "message_too_large"]);

/** Runs jobs on their plugins: deadline, cancellation, and what each outcome means for the job. */
export function createJobRunner(ports: { clock: Clock; chance(): number; deliver: DeliverJob }): JobRunner {
  const { clock } = ports;
  const running = new Map<number, { plugin: string; controller: AbortController }>();
  const counts = new Map<string, number>();
  const change = (plugin: string, by: number) => counts.set(plugin, (counts.get(plugin) ?? 0) + by);

  function judgeResult(value: unknown): Omit<JobTry, "ms"> {
    const result = JSON.stringify(value ?? null) ?? "null";
    const bytes = Buffer.byteLength(result);
    if (bytes <= maxResultBytes) return { event: { type: "succeeded", failure: null }, result };
    const message = `The answer has ${bytes} bytes and was not kept; ${maxResultBytes} is the most.`;
    return { event: { type: "succeeded", failure: { code: "message_too_large", message } } };
  }

  function judgeFailure(row: JobRow, thrown: unknown): Omit<JobTry, "ms"> {
    const { code, message } = toForgeError(thrown);
    if (absent.has(code)) return { event: { type: "returned", due: clock.now() + absentMs } };
    const retryAt = clock.now() + decideRetryPause(row.backoff, row.attempts, ports.chance());
    const failure = { code, message: message.slice(0, 2_000) };
    return { event: { type: "failed", failure, final: hopeless.has(code), retryAt } };
  }

  return {
    async run(row, job) {
      const { id, plugin, timeoutMs } = row;
      const controller = new AbortController();
      const { signal } = controller;
      running.set(id, { plugin, controller });
      change(plugin, 1);
      const began = clock.now();
      try {
        const cancelled = new Promise<never>((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new ForgeError("call_cancelled")), { once: true });
        });
        const work = Promise.race([ports.deliver(plugin, job, { timeoutMs, signal }), cancelled]);
        const value = await withDeadline(clock, work, timeoutMs, "call_timeout", `Job ${id} (${plugin} ${row.name})`);
        return { ...judgeResult(value), ms: clock.now() - began };
      } catch (thrown) {
        const outcome = judgeFailure(row, thrown);
        controller.abort();
        return { ...outcome, ms: clock.now() - began };
      } finally {
        running.delete(id);
        change(plugin, -1);
      }
    },
    abort: (id) => running.get(id)?.controller.abort(),
    runningOf: (plugin) => counts.get(plugin) ?? 0,
    list: () => [...running.keys()],
  };
}
