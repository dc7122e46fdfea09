import type { Clock } from "../clock.ts";
import type { SlotEvent } from "../host/slot-event.ts";
import type { Span, Traces } from "./span.ts";

export interface CallFacts {
  readonly plugin: string;
  readonly method: string;
  readonly outcome: string;
  readonly ms: number;
  readonly traceparent?: string;
}

export interface AgentTraces {
  observe(event: SlotEvent): void;
  observeCall(call: CallFacts): void;
  /** A try of a job; `state`: what the job became. */
  observeJob(plugin: string, job: string, state: string, ms: number): void;
}

/** Turns what happened into spans with the labels `plugin` and `job`. Events that ended now began `ms` ago. */
export function createAgentTraces(clock: Clock, traces: Pick<Traces, "record">): AgentTraces {
  const record = (name: string, ms: number, attributes: Span["attributes"], more: Partial<Span> = {}) => {
    const endMs = clock.now();
    traces.record({ name, startMs: endMs - ms, endMs, attributes, ...more });
  };
  return {
    observe(event) {
      const { name: plugin, version } = event.release;
      const own = { plugin, version };
      switch (event.kind) {
        case "loaded":
          return record("plugin.load", event.ms, own);
        case "swapped":
          return record("plugin.swap", event.ms, { ...own, previous: event.previous.version });
        case "failed":
          return record("plugin.load", 0, { ...own, outcome: event.failure.code }, { failure: event.failure.message });
        case "crashed":
          return record("plugin.crash", 0, { ...own, crashes: event.crashes }, { failure: "it crashed" });
        case "broken":
          return record("plugin.broken", 0, own, { failure: event.failure.message });
        case "attached":
        case "detached":
          return record(`device.${event.kind}`, 0, { ...own, device: event.device.key });
        case "device_failed":
          return record("device.attached", 0, { ...own, device: event.device.key }, { failure: event.error.message });
        case "unloaded":
          return record("plugin.unload", 0, own);
      }
    },
    observeCall({ plugin, method, outcome, ms, traceparent }) {
      record(
        "plugin.call",
        ms,
        { plugin, method, outcome },
        { ...(outcome === "ok" ? {} : { failure: outcome }), ...(traceparent === undefined ? {} : { traceparent }) },
      );
    },
    observeJob(plugin, job, state, ms) {
      record("job.try", ms, { plugin, job, state }, state === "done" ? {} : { failure: state });
    },
  };
}
