import { describe, expect, it } from "vitest";
import { decideCheckOutcome } from "./decide-check-outcome.ts";

const check = (path: string) =>
  decideCheckOutcome({
    result: { ok: false, issues: [{ path, rule: "unknown_field", message: "is not a known field" }] },
    reply: "",
  } as never);

describe("decideCheckOutcome", () => {
  it("tells whoever asks for a runtime that the platform decides it, and what to do about a service elsewhere", () => {
    expect(check("runtime").hint).toMatch(/platform decides the runtime.*webhook.*ctx\.fetch/);
  });

  it("says no more than needed about other fields", () => {
    expect(check("colour").hint).toBe("Correct what is listed and check again.");
  });
});
