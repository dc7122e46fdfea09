import { SuccinctRoles } from "@tufjs/models/dist/role.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRoleKeys, findTargetRole, nameBin, renderBin } from "./find-role-keys.ts";
import type { RootSigned } from "./tuf-tree.ts";

describe("bins", () => {
  it("get the names that TUF's own clients compute", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 12 }), (path, bits) => {
        const roles = new SuccinctRoles({ keyIDs: ["k"], threshold: 1, bitLength: bits, namePrefix: "bin" });
        expect(nameBin(path, bits)).toBe(roles.getRoleForTarget(path));
      }),
    );
    const roles = new SuccinctRoles({ keyIDs: ["k"], threshold: 1, bitLength: 5, namePrefix: "bin" });
    expect(Array.from({ length: 32 }, (_, index) => renderBin(index, 5))).toEqual([...roles.getRoles()]);
  });
});

describe("the role of a target", () => {
  it.each([
    ["registry.json", "registry"],
    ["revocations.json", "revocations"],
    ["suspensions.json", "suspensions"],
    ["reviewers.json", "targets"],
    ["anything-else.json", "targets"],
  ])("of %s is %s", (path, role) => {
    expect(findTargetRole(path, 4)).toBe(role);
  });

  it("of a plugin's entry is one of the bins", () => {
    expect(findTargetRole("index/bench-hello.json", 4)).toBe(nameBin("index/bench-hello.json", 4));
  });
});

describe("the keys of a role", () => {
  it("are refused for a role that nobody has named", () => {
    const root = { roles: {} } as RootSigned;
    for (const role of ["bin-0", "registry", "else"])
      expect(() => findRoleKeys({ root, roles: {} }, role)).toThrow(
        expect.objectContaining({ code: "registry_invalid" }),
      );
  });
});
