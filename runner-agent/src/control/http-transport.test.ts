import { afterEach, describe, expect, it } from "vitest";
import { makeRelease } from "../testing/make-facts.ts";
import { createAgentMetrics } from "./agent-metrics.ts";
import { openHttp } from "./http-transport.ts";

const gauges = {
  activePlugins: 1,
  devices: 2,
  outboxPending: 0,
  registrySequence: 5,
  registryAgeSeconds: 3,
  registryWordAgeSeconds: 9,
  registryStreamOpen: 1,
  jobsQueued: 0,
  jobsRunning: 0,
  jobsDead: 0,
};

describe("http", () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());

  it("shows health and metrics on loopback, and nothing else", async () => {
    const metrics = createAgentMetrics();
    const release = makeRelease();
    metrics.observe({ kind: "loaded", release, ms: 30, proved: [] });
    metrics.observe({ kind: "failed", release, failure: { code: "signature_invalid", message: "" } });
    metrics.observeCall("acme-meter", "ok", 2);
    const http = await openHttp("127.0.0.1", 0, {
      healthz: () => ({ ok: true, body: { status: "running" } }),
      readyz: () => ({ ok: false, body: { status: "not ready" } }),
      metrics: async () => ({ type: metrics.contentType, text: await metrics.render(gauges) }),
    });
    close = http.close;
    const get = (path: string, method = "GET") => fetch(`http://127.0.0.1:${http.port}${path}`, { method });
    expect(await (await get("/healthz")).json()).toEqual({ status: "running" });
    const ready = await get("/readyz");
    expect({ status: ready.status, body: await ready.json() }).toEqual({ status: 503, body: { status: "not ready" } });
    const text = await (await get("/metrics")).text();
    expect(text).toContain('plugin_loads_total{plugin="acme-meter",outcome="loaded"} 1');
    expect(text).toContain('plugin_loads_total{plugin="acme-meter",outcome="signature_invalid"} 1');
    expect(text).toContain("plugin_load_duration_ms_count 1");
    expect(text).toContain("active_plugins 1");
    expect((await get("/")).status).toBe(404);
    expect((await get("/healthz", "POST")).status).toBe(405);
  });
});
