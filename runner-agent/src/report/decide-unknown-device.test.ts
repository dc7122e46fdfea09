import { describe, expect, it } from "vitest";
import type { BenchEventDraft } from "./bench-event-draft.ts";
import { decideUnknownDevice } from "./decide-unknown-device.ts";

const unknown: BenchEventDraft = { type: "forge.device.unknown" };

describe("decideUnknownDevice", () => {
  it("reports, asks for a request, or keeps silent, as the bench is configured", () => {
    expect(decideUnknownDevice(unknown)).toEqual(unknown);
    expect(decideUnknownDevice(unknown, "report")).toEqual(unknown);
    expect(decideUnknownDevice(unknown, "request")).toEqual({ ...unknown, wants: "request" });
    expect(decideUnknownDevice(unknown, "ignore")).toBeNull();
  });

  it("leaves every other event alone", () => {
    const loaded: BenchEventDraft = { type: "forge.plugin.loaded" };
    expect(decideUnknownDevice(loaded, "ignore")).toEqual(loaded);
    expect(decideUnknownDevice(loaded, "request")).toEqual(loaded);
  });
});
