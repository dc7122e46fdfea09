import { describe, expect, it } from "vitest";
import { emptyMemory } from "../store/agent-memory.ts";
import { makePlugin, makeRegistry, makeVersion } from "../testing/make-facts.ts";
import type { BenchConductor } from "./bench-conductor.ts";
import { demandKnown } from "./demand-known.ts";

const conductor = {
  slots: () => new Map([["runs", {}]]),
  memory: () => ({
    ...emptyMemory,
    plugins: { ran: { accepted: [], rejected: {} } },
    registry: makeRegistry([makePlugin("published", [makeVersion("1.0.0")])]),
  }),
  wish: () => ({
    wanted: new Map([["wanted", {}]]),
    refusals: new Map([["refused", []]]),
    folder: new Set(["developed"]),
    devices: new Map(),
  }),
} as unknown as BenchConductor;

describe("demandKnown", () => {
  it.each(["runs", "ran", "published", "wanted", "refused", "developed"])("knows a plugin that is %s", (name) => {
    expect(() => demandKnown(conductor, name)).not.toThrow();
  });

  it.each(["nobody", "constructor", ""])("does not know %j", (name) => {
    expect(() => demandKnown(conductor, name)).toThrow(expect.objectContaining({ code: "plugin_unknown" }));
  });
});
