import type { Device } from "@plugsmith/schemas";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import type { Release } from "../bench/release.ts";
import { createFakeClock } from "../fake-clock.ts";
import type { SlotEvent } from "../host/slot-event.ts";
import { createAgentTraces } from "./agent-traces.ts";
import type { Span } from "./span.ts";

const release = { name: "acme-meter", version: "1.2.0" } as Release;
const device = { key: "S1" } as Device;
const failure = { code: "load_failed" as const, message: "no" };

function play(run: (traces: ReturnType<typeof createAgentTraces>) => void): Span[] {
  const spans: Span[] = [];
  run(createAgentTraces(createFakeClock(10_000), { record: (span) => void spans.push(span) }));
  return spans;
}

describe("createAgentTraces", () => {
  it("tells of a load with the time that it took", () => {
    expect(play((traces) => traces.observe({ kind: "loaded", release, ms: 12, proved: [] }))).toEqual([
      { name: "plugin.load", startMs: 9_988, endMs: 10_000, attributes: { plugin: "acme-meter", version: "1.2.0" } },
    ]);
  });

  it.each<[SlotEvent, string, boolean]>([
    [{ kind: "swapped", release, previous: release, ms: 1 }, "plugin.swap", false],
    [{ kind: "failed", release, failure }, "plugin.load", true],
    [{ kind: "crashed", release, crashes: 2 }, "plugin.crash", true],
    [{ kind: "broken", release, failure }, "plugin.broken", true],
    [{ kind: "attached", release, device }, "device.attached", false],
    [{ kind: "detached", release, device }, "device.detached", false],
    [{ kind: "device_failed", release, device, error: new ForgeError("call_failed") }, "device.attached", true],
    [{ kind: "unloaded", release }, "plugin.unload", false],
  ])("has a span for %j", (event, name, failed) => {
    const [span] = play((traces) => traces.observe(event));
    expect(span?.name).toBe(name);
    expect(span?.failure !== undefined).toBe(failed);
  });

  it("labels calls and jobs, and keeps the trace of whoever called", () => {
    const spans = play((traces) => {
      traces.observeCall({ plugin: "acme-meter", method: "measure", outcome: "ok", ms: 3, traceparent: "00-a-b-01" });
      traces.observeCall({ plugin: "acme-meter", method: "measure", outcome: "call_timeout", ms: 3 });
      traces.observeJob("acme-meter", "calibrate", "done", 5);
      traces.observeJob("acme-meter", "calibrate", "dead", 5);
    });
    expect(spans).toMatchObject([
      { name: "plugin.call", attributes: { method: "measure", outcome: "ok" }, traceparent: "00-a-b-01" },
      { name: "plugin.call", failure: "call_timeout" },
      { name: "job.try", attributes: { plugin: "acme-meter", job: "calibrate" } },
      { name: "job.try", failure: "dead" },
    ]);
    expect(spans[0]).not.toHaveProperty("failure");
  });
});
