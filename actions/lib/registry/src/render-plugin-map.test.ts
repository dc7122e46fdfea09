import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { renderPluginMap } from "./render-plugin-map.ts";

const meter = makeManifest({
  name: "acme-meter",
  version: "1.0.0",
  hooks: ["onLoad", "onUSBAttach"],
  events: { publishes: ["meter.read"], subscribes: [] },
});
const chart = makeManifest({
  name: "acme-chart",
  version: "2.0.0",
  hooks: ["onLoad"],
  events: { publishes: [], subscribes: ["meter.read"] },
  dependencies: [{ name: "acme-meter", range: "^1.0.0" }],
});

describe("renderPluginMap", () => {
  it("joins plugins by the hooks they answer, the events between them and what they need", () => {
    expect(renderPluginMap([meter, chart])).toBe(
      [
        "flowchart LR",
        '  p1["acme-chart 2.0.0"]',
        '  h1(["onLoad"])',
        '  e1{{"meter.read"}}',
        '  p2["acme-meter 1.0.0"]',
        '  h2(["onUSBAttach"])',
        "  h1 --> p1",
        "  e1 --> p1",
        "  p1 -.-> p2",
        "  h1 --> p2",
        "  h2 --> p2",
        "  p2 --> e1",
      ].join("\n"),
    );
    expect(renderPluginMap([chart, meter])).toBe(renderPluginMap([meter, chart]));
  });

  it("lets no name end its label", () => {
    const evil = { ...meter, events: { publishes: ['x"]; click p1 "javascript:alert(1)'], subscribes: [] } };
    const text = renderPluginMap([evil]);
    expect(text.split("\n").filter((line) => line.includes("javascript"))).toEqual([
      '  e1{{"x    click p1  javascript:alert 1 "}}',
    ]);
    expect(renderPluginMap([])).toBe("flowchart LR");
  });
});
