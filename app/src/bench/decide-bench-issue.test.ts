import type { BenchEvent } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { decideBenchIssue } from "./decide-bench-issue.ts";

const base = "https://github.example/acme/forge";
const both = { requests: true, alerts: true };
const device = {
  key: "1-2",
  bus: 1,
  address: 4,
  port: "1-2",
  vendorId: "1209",
  productId: "0001",
  serial: null,
  manufacturer: null,
  product: null,
};
const event = (change: Partial<BenchEvent>): BenchEvent => ({
  schemaVersion: 1,
  id: "0".repeat(36),
  bench: "lab-1",
  sequence: 1,
  at: "2026-11-21T10:00:00.000Z",
  type: "forge.device.unknown",
  repository: "acme/forge",
  ...change,
});

describe("decideBenchIssue", () => {
  it("leads to the request form with the device's ids filled in, one issue for a kind of device", () => {
    const unknown = event({ device, wants: "request" });
    const issue = decideBenchIssue(unknown, both, base);
    expect(issue).toMatchObject({ key: "device 1209:0001", label: "forge/device" });
    const url = new URL(/\((https:[^)]+)\)/u.exec(issue?.body ?? "")?.[1] ?? "");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      template: "forge-request.yml",
      cms: "bench",
      usb: "1209:0001",
      permissions: "usb:1209:0001",
      name: "device-1209-0001",
    });
    const other = decideBenchIssue({ ...unknown, bench: "lab-2", device: { ...device, port: "3-1" } }, both, base);
    expect(other?.key).toBe(issue?.key);
  });

  it("tells of a plugin that used up its crash budget, with its text harmless", () => {
    const broken = event({
      type: "forge.plugin.broken",
      plugin: { name: "acme-meter", version: "1.2.0" },
      code: "plugin_broken",
      message: "@maya <img src=x> it needed more than its 256 MiB",
    });
    const issue = decideBenchIssue(broken, both, base);
    expect(issue).toMatchObject({
      key: "broken lab-1 acme-meter 1.2.0",
      label: "forge/alert",
      title: "acme-meter 1.2.0 is broken on bench lab-1",
    });
    expect(issue?.body).toContain("plugsmith agent reload acme-meter");
    expect(issue?.body).not.toContain("<img");
    expect(issue?.body).not.toContain("@maya");
  });

  it.each([
    ["the forge does not let this bench", event({ device, wants: "request" }), {}],
    ["the bench does not ask", event({ device }), both],
    ["alerts are off", event({ type: "forge.plugin.broken", plugin: { name: "acme-meter" } }), { requests: true }],
    ["it is another event", event({ type: "forge.plugin.loaded", plugin: { name: "acme-meter" } }), both],
  ])("opens nothing when %s", (_why, what, grant) => {
    expect(decideBenchIssue(what, grant, base)).toBeNull();
  });
});
