import { describe, expect, it } from "vitest";
import { benchProtocols, checkBenchProtocol } from "./check-bench-protocol.ts";

describe("checkBenchProtocol", () => {
  it("takes every version that it names, and benches from before the header", () => {
    for (const version of [undefined, ...benchProtocols.map(String)])
      expect(() => checkBenchProtocol(version)).not.toThrow();
  });

  it("tells a newer bench to wait for the bot", () => {
    for (const header of [String(benchProtocols[0] + 1), "", "one"])
      expect(() => checkBenchProtocol(header)).toThrow(
        expect.objectContaining({ code: "bench_event_refused", facts: { status: 426 } }),
      );
  });
});
