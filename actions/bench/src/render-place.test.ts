import { expect, it } from "vitest";
import { renderPlace } from "./render-place.ts";

it("tells a waiting job its place and who is in the way", () => {
  const until = "2026-01-01T00:00:00.000Z";
  expect(renderPlace({ device: "S1", plugin: null, position: 1, heldBy: "run 7", heldUntil: until })).toBe(
    `Waiting for S1: next in the queue; run 7 holds it until ${until} at the latest.`,
  );
  expect(renderPlace({ device: "S1", position: 1, heldBy: null })).toContain("it is not there yet");
  expect(renderPlace({ plugin: "acme-meter", position: 3, heldBy: "run 7" })).toBe(
    "Waiting for acme-meter: number 3 in the queue.",
  );
});
