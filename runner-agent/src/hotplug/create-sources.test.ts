import type { BenchConfig } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createSources } from "./create-sources.ts";
import { createFakeUsbPort } from "./fake-usb-port.ts";

function open(sources: BenchConfig["sources"], fetcher: typeof fetch = async () => new Response("", { status: 503 })) {
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir: "/nowhere",
    registry: { repository: "acme/forge", apiUrl: "https://api.example.test/", trust: "unsigned" },
    trust: { policyFile: "/nowhere/policy.json" },
    ...(sources === undefined ? {} : { sources }),
  };
  const port = createFakeUsbPort();
  const made = createSources(config, {
    clock: createFakeClock(),
    fetch: fetcher,
    loadUsb: async () => port,
    trust: { read: () => undefined, write: () => {} },
    accept: () => {},
    reconsider: () => {},
  });
  return { ...made, port };
}

describe("createSources", () => {
  it("watches usb and registry unless they are switched off, the others only when named", () => {
    expect(open(undefined).names).toEqual(["usb", "registry"]);
    expect(open({ usb: false, registry: false, simulated: true }).names).toEqual(["simulated"]);
    expect(open({ folder: "/plugins" }).names).toEqual(["folder", "usb", "registry"]);
  });

  it("starts the others though the registry never answers, and stops all", async () => {
    const asked: string[] = [];
    const silent = (url: string | URL | Request) => {
      asked.push(String(url));
      return new Promise<Response>(() => {});
    };
    const { start, stop, status, simulated, port } = open({ simulated: true }, silent as typeof fetch);
    const events: string[] = [];
    await start(({ kind, source }) => void events.push(`${source} ${kind}`));
    port.plug({ address: 3 });
    simulated?.attach({ vendorId: "0403", productId: "6001" });
    expect(events).toEqual(["usb device_attached", "simulated device_attached"]);
    expect(asked[0]).toMatch(/^https:\/\/api\.example\.test\/repos\/acme\/forge\//);
    await stop();
    expect(status().map(({ state }) => state)).toEqual(["stopped", "stopped", "stopped"]);
    expect(port.listeners()).toBe(0);
  });
});
