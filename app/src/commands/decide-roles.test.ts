import { describe, expect, it } from "vitest";
import type { StandingFact } from "../facts/facts.ts";
import { decideRoles, isAllowed } from "./decide-roles.ts";
import { permissionMatrix } from "./permission-matrix.ts";
import { commands } from "./registry.ts";

const request = { requester: 7, locked: false };
const standing = (permission: StandingFact["permission"], approver = false, id = 1): StandingFact => ({
  id,
  login: "somebody",
  permission,
  approver,
});

describe("decideRoles", () => {
  it.each([
    ["read", ["anonymous"]],
    ["triage", ["triage"]],
    ["write", ["write"]],
    ["maintain", ["maintainer"]],
    ["admin", ["admin"]],
    ["none", ["blocked"]],
    ["unknown", []],
  ] as const)("makes of the permission %s the roles %j", (permission, roles) => {
    expect(decideRoles(standing(permission), request)).toEqual(roles);
  });

  it("adds requester and approver, but never to whom GitHub gives no access or no answer", () => {
    expect(decideRoles(standing("read", true, 7), request)).toEqual(["anonymous", "requester", "approver"]);
    expect(decideRoles(standing("none", true, 7), request)).toEqual(["blocked"]);
    expect(decideRoles(standing("unknown", true, 7), request)).toEqual([]);
    expect(decideRoles(undefined, request)).toEqual([]);
  });

  it("leaves a locked conversation to people with write access", () => {
    const locked = { ...request, locked: true };
    expect(decideRoles(standing("triage", true, 7), locked)).toEqual(["blocked"]);
    expect(decideRoles(standing("read"), locked)).toEqual(["blocked"]);
    expect(decideRoles(standing("write", true), locked)).toEqual(["write", "approver"]);
    expect(decideRoles(standing("maintain"), locked)).toEqual(["maintainer"]);
    expect(decideRoles(standing("admin"), locked)).toEqual(["admin"]);
  });
});

describe("the permission table", () => {
  it("gives nothing to bots, to blocked people and to nobody", () => {
    for (const { name } of commands) {
      expect(isAllowed(name, ["bot", "blocked"])).toBe(false);
      expect(isAllowed(name, [])).toBe(false);
      expect(permissionMatrix[name].length).toBeGreaterThan(0);
    }
    expect(commands.map(({ name }) => name).sort()).toEqual(Object.keys(permissionMatrix).sort());
  });
});
