import { describe, expect, it } from "vitest";
import { computeExpiry, isDue } from "./tuf-lifetimes.ts";

const at = new Date("2026-06-01T12:00:00.500Z");
const dayMs = 86_400_000;

describe("lives of metadata", () => {
  it("end after 7 days for the timestamp and 30 for the snapshot, on a whole second", () => {
    expect(computeExpiry("timestamp", at)).toBe("2026-06-08T12:00:00Z");
    expect(computeExpiry("snapshot", at)).toBe("2026-07-01T12:00:00Z");
  });

  it("are the same for every bin", () => {
    expect(computeExpiry("bin-0a", at)).toBe(computeExpiry("bin", at));
  });

  it("are due at half", () => {
    const expires = computeExpiry("snapshot", at);
    expect(isDue("snapshot", expires, new Date(at.getTime() + 14.9 * dayMs))).toBe(false);
    expect(isDue("snapshot", expires, new Date(at.getTime() + 15 * dayMs))).toBe(true);
  });
});
