import { describe, expect, it } from "vitest";
import { decideResetAt } from "./decide-reset-at.ts";

const at = (event: string, createdAt: string) => ({ event, createdAt });

describe("decideResetAt", () => {
  it("answers the newest resetting event, whatever the order of the list", () => {
    const events = [
      at("head_ref_force_pushed", "2026-06-01T11:00:00Z"),
      at("base_ref_changed", "2026-06-01T12:00:00Z"),
      at("head_ref_restored", "2026-06-01T10:00:00Z"),
    ];
    expect(decideResetAt(events)).toBe("2026-06-01T12:00:00Z");
    expect(decideResetAt(events.toReversed())).toBe("2026-06-01T12:00:00Z");
  });

  it.each([
    "base_ref_changed",
    "base_ref_force_pushed",
    "automatic_base_change_succeeded",
    "head_ref_force_pushed",
    "head_ref_restored",
  ])("is moved by %s alone", (event) => {
    expect(decideResetAt([at(event, "2026-06-01T12:00:00Z")])).toBe("2026-06-01T12:00:00Z");
  });

  it("is not moved by labels, reviews, closing and reopening", () => {
    const events = ["labeled", "reviewed", "closed", "reopened", "merged", "head_ref_deleted"];
    expect(decideResetAt(events.map((event) => at(event, "2026-06-01T12:00:00Z")))).toBeNull();
  });

  it("keeps a time that cannot be read, after which nothing counts", () => {
    const events = [at("base_ref_changed", "soon"), at("base_ref_changed", "2026-06-01T12:00:00Z")];
    expect(decideResetAt(events)).toBe("soon");
    expect(decideResetAt(events.toReversed())).toBe("soon");
  });
});
