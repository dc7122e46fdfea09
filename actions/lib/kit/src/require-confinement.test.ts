import { expect, it } from "vitest";
import { requireConfinement } from "./require-confinement.ts";

const none = { level: "process", tool: null, reason: "bwrap: no permissions" } as const;

it("lets an operating-system boundary pass", () => {
  const os = { level: "os", tool: "bwrap" } as const;
  expect(requireConfinement(os, undefined)).toBe(os);
});

it("refuses without one, saying why and what to install", () => {
  expect(() => requireConfinement(none, undefined)).toThrow(
    expect.objectContaining({
      code: "confinement_unavailable",
      message: expect.stringContaining("no permissions"),
      hint: expect.stringContaining("bubblewrap"),
    }),
  );
});

it("takes the operator's exact waiver and no other word", () => {
  expect(requireConfinement(none, "process")).toBe(none);
  for (const word of ["", "os", "true", "PROCESS"]) expect(() => requireConfinement(none, word)).toThrow(/offers none/);
});
