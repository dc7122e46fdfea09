import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allows, findExcess, parsePermissions, toApiPermissions } from "./permissions.ts";

const level = fc.constantFrom("none" as const, "read" as const, "write" as const);
const permissions = fc.dictionary(fc.constantFrom("contents", "checks", "issues", "id-token"), level);

describe("permissions", () => {
  it("are refused as a shorthand, because each scope must be named", () => {
    expect(() => parsePermissions({ kind: "value", value: "write-all" }, "job a")).toThrowError(
      expect.objectContaining({ code: "job_unsupported" }),
    );
  });

  it("exceed a grant exactly when some scope is higher than there", () => {
    fc.assert(
      fc.property(permissions, permissions, (wanted, granted) => {
        const higher = Object.entries(wanted).some(
          ([scope, asked]) => asked !== "none" && !allows(granted, scope, asked),
        );
        expect(findExcess(wanted, granted) !== undefined).toBe(higher);
      }),
    );
  });

  it("go to the API with its spelling, without the identity token", () => {
    expect(toApiPermissions({ "pull-requests": "write", "id-token": "write", contents: "none" })).toEqual({
      metadata: "read",
      pull_requests: "write",
    });
  });
});
