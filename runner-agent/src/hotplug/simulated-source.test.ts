import type { HotplugEvent } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { createSimulatedSource } from "./simulated-source.ts";

describe("createSimulatedSource", () => {
  it("speaks the same events as real sources", async () => {
    const source = createSimulatedSource(createFakeClock());
    const events: HotplugEvent[] = [];
    await source.start((event) => void events.push(event));
    source.attach({ vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" });
    source.attach({ vendorId: "0403", productId: "6001" });
    source.detach({ serial: "A1" });
    source.detach({ port: "0-2" });
    expect(events.map(({ kind, device }) => [kind, device?.port, device?.serial])).toEqual([
      ["device_attached", "1-2", "A1"],
      ["device_attached", "0-2", null],
      ["device_detached", "1-2", "A1"],
      ["device_detached", "0-2", null],
    ]);
  });

  it("refuses ids that are none and devices that are not plugged in", async () => {
    const source = createSimulatedSource(createFakeClock());
    expect(() => source.attach({ vendorId: "403", productId: "6001" })).toThrow(
      expect.objectContaining({ code: "message_invalid" }),
    );
    expect(() => source.detach({ port: "1-1" })).toThrow(expect.objectContaining({ code: "match_none" }));
    expect(() => source.detach({})).toThrow(expect.objectContaining({ code: "match_none" }));
  });
});
