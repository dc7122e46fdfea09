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

/** Without the colours. */
const linesOf = (plugins: Parameters<typeof renderPluginMap>[0]) =>
  renderPluginMap(plugins)
    .split("\n")
    .filter((line) => !/^ {2}class/u.test(line));

describe("renderPluginMap", () => {
  it("joins plugins by the hooks they answer, the events between them and what they need", () => {
    expect(linesOf([meter, chart]).join("\n")).toBe(
      [
        "flowchart LR",
        '  p1["acme-chart 2.0.0"]',
        '  e1{{"meter.read"}}',
        '  h1(["onLoad"])',
        '  p2["acme-meter 1.0.0"]',
        '  h2(["onUSBAttach"])',
        "  h1 & e1 --> p1",
        "  h1 & h2 --> p2",
        "  p2 --> e1",
        "  p1 -. needs .-> p2",
      ].join("\n"),
    );
    expect(renderPluginMap([meter, chart]).split("\n").slice(-3)).toEqual([
      "  class h1,h2 hook",
      "  class e1 event",
      "  class p1,p2 plugin",
    ]);
    expect(renderPluginMap([chart, meter])).toBe(renderPluginMap([meter, chart]));
  });

  it("frames plugins that are joined to the same things, so that they draw their arrows once", () => {
    const twins = ["a", "b", "c"].map((letter) => ({ ...meter, name: `acme-${letter}` }));
    expect(linesOf([...twins, { ...chart, dependencies: [{ name: "far-away", range: "*" }] }])).toEqual([
      "flowchart LR",
      '  subgraph g1["3 plugins alike"]',
      "    direction LR",
      '    p1["acme-a 1.0.0"]',
      '    p2["acme-b 1.0.0"]',
      '    p3["acme-c 1.0.0"]',
      "  end",
      '  h1(["onLoad"])',
      '  h2(["onUSBAttach"])',
      '  e1{{"meter.read"}}',
      '  p4["acme-chart 2.0.0"]',
      '  p5["far-away"]',
      "  h1 & h2 --> g1",
      "  g1 --> e1",
      "  h1 & e1 --> p4",
      "  p4 -. needs .-> p5",
    ]);
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
