import { describe, expect, it } from "vitest";
import { checkMode } from "./check-mode.ts";

describe("checkMode", () => {
  it.each([0, 0o644, 0o755, 0o100644, 0o100755, 0o100777])("takes the mode %o of a regular file", (mode) => {
    expect(() => checkMode(mode, "a")).not.toThrow();
  });

  it.each([
    ["link", 0o120777],
    ["directory_entry", 0o040755],
    ["device", 0o020600],
    ["device", 0o060600],
    ["device", 0o010600],
    ["device", 0o140600],
    ["setuid", 0o104755],
    ["setuid", 0o102755],
    ["setuid", 0o101755],
    ["setuid", 0o4755],
  ])("refuses as %s the mode %o", (reason, mode) => {
    expect(() => checkMode(mode, "a")).toThrow(
      expect.objectContaining({ code: "archive_invalid", facts: expect.objectContaining({ reason }) }),
    );
  });
});
