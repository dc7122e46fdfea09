import { describe, expect, it } from "vitest";
import { findNextOccurrence } from "./find-next-occurrence.ts";

const at = (text: string) => Date.parse(text);
const next = (pattern: string, timezone: string | undefined, after: string) => {
  const found = findNextOccurrence(pattern, timezone, at(after));
  return found === null ? null : new Date(found).toISOString();
};

describe("findNextOccurrence", () => {
  it("finds the next time after the given one, never that one itself", () => {
    expect(next("*/5 * * * *", undefined, "2026-01-01T00:00:00.000Z")).toBe("2026-01-01T00:05:00.000Z");
    expect(next("*/10 * * * * *", undefined, "2026-01-01T00:00:01.500Z")).toBe("2026-01-01T00:00:10.000Z");
  });

  it("reads the pattern in its zone, over a change of clocks", () => {
    expect(next("0 8 * * *", "Europe/Paris", "2026-03-28T08:00:00.000Z")).toBe("2026-03-29T06:00:00.000Z");
    expect(next("0 8 * * *", undefined, "2026-03-28T08:00:00.000Z")).toBe("2026-03-29T08:00:00.000Z");
  });

  it("answers null when the day never comes", () => {
    expect(next("0 0 30 2 *", undefined, "2026-01-01T00:00:00.000Z")).toBeNull();
  });

  it.each([
    ["every day", undefined],
    ["99 * * * *", undefined],
    ["* * * * *", "Mars/Olympus"],
  ])("refuses %s in %s with what to write instead", (pattern, timezone) => {
    expect(() => findNextOccurrence(pattern, timezone, 0)).toThrow(
      expect.objectContaining({ code: "job_invalid", hint: expect.stringContaining("IANA") }),
    );
  });
});
