import { describe, expect, it } from "vitest";
import { decideRole } from "./decide-role.ts";

const role = (from: string, until?: string) => ({
  id: 1,
  login: "ada",
  role: "approver" as const,
  from,
  ...(until === undefined ? {} : { until }),
});
const decide = (at: string, ...reviewers: ReturnType<typeof role>[]) =>
  decideRole({ schemaVersion: 1, reviewers }, 1, at);

describe("decideRole", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "holds"],
    ["2025-12-31T23:59:59.999Z", "role_not_started"],
    ["2026-02-01T00:00:00Z", "role_expired"],
    ["2026-01-31T23:59:59Z", "holds"],
    ["no time", "role_not_started"],
  ])("takes the start in and the end out: %s → %s", (at, expected) => {
    const answer = decide(at, role("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
    expect(answer === "holds").toBe(expected === "holds");
    if (at !== "no time") expect(answer).toBe(expected);
  });

  it("compares instants, not texts", () => {
    expect(decide("2026-01-01T00:00:00.000Z", role("2026-01-01T00:00:00Z"))).toBe("holds");
  });

  it("knows a role that was given again after it had ended", () => {
    const twice = [role("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), role("2026-03-01T00:00:00Z")];
    expect(decide("2026-02-15T00:00:00Z", ...twice)).toBe("role_expired");
    expect(decide("2026-03-15T00:00:00Z", ...twice)).toBe("holds");
  });

  it("takes no other role for the approver's, should a later registry know one", () => {
    const other = { ...role("2026-01-01T00:00:00Z"), role: "observer" as "approver" };
    expect(decide("2026-06-01T00:00:00Z", other)).toBe("not_approver");
  });

  it("goes by the id alone", () => {
    expect(decideRole({ schemaVersion: 1, reviewers: [role("2026-01-01T00:00:00Z")] }, 2, "2026-06-01T00:00:00Z")).toBe(
      "not_approver",
    );
  });
});
