import { describe, expect, it } from "vitest";
import type { Release } from "../bench/release.ts";
import { createFakeClock } from "../fake-clock.ts";
import { createPluginActivity } from "./plugin-activity.ts";

const release = { name: "meter", version: "1.0.0" } as Release;

describe("createPluginActivity", () => {
  it("counts calls, and those of the last ten seconds as a rate", async () => {
    const clock = createFakeClock();
    const activity = createPluginActivity(clock);
    for (let call = 0; call < 20; call += 1) activity.observeCall("meter", call === 0 ? "call_failed" : "ok");
    expect(activity.of("meter")).toMatchObject({ calls: 20, failedCalls: 1, callsPerSecond: 2 });
    await clock.advance(9_000);
    activity.observeCall("meter", "ok");
    expect(activity.of("meter").callsPerSecond).toBe(2.1);
    await clock.advance(2_000);
    expect(activity.of("meter")).toMatchObject({ calls: 21, callsPerSecond: 0.1 });
    await clock.advance(60_000);
    expect(activity.of("meter").callsPerSecond).toBe(0);
  });

  it("knows since when a version runs and what its load took", () => {
    const activity = createPluginActivity(createFakeClock());
    expect(activity.of("meter")).toMatchObject({ since: null, loadMs: null, calls: 0 });
    activity.observe({ kind: "loaded", release, ms: 12, proved: [] });
    expect(activity.of("meter")).toMatchObject({ since: "2026-01-01T00:00:00.000Z", loadMs: 12 });
    activity.observe({ kind: "unloaded", release });
    expect(activity.of("meter").since).toBeNull();
  });
});
