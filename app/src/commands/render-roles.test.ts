import { describe, expect, it } from "vitest";
import { renderRoles } from "./render-roles.ts";

describe("renderRoles", () => {
  it("joins who may use a command as part of a sentence", () => {
    expect(renderRoles("help")).toBe("anyone");
    expect(renderRoles("revoke")).toBe("approvers");
    expect(renderRoles("publish")).toBe("approvers, maintainers and administrators");
  });
});
