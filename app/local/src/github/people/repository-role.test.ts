import { describe, expect, it } from "vitest";
import { roleAtLeast } from "./repository-role.ts";

describe("roleAtLeast", () => {
  it.each([
    ["admin", "write", true],
    ["write", "write", true],
    ["triage", "write", false],
    ["none", "read", false],
    ["read", "none", true],
  ] as const)("%s is at least %s: %s", (role, wanted, answer) => {
    expect(roleAtLeast(role, wanted)).toBe(answer);
  });
});
