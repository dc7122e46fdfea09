import { describe, expect, it } from "vitest";
import { checkMode, parseMode } from "./check-mode.ts";

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

describe("parseMode", () => {
  const refusal = (reason: string) => expect.objectContaining({ facts: expect.objectContaining({ reason }) });

  it("takes files of DOS and Unix, with the archive bit that some tools set", () => {
    expect(parseMode(3, (0o100755 << 16) >>> 0, 0, "a")).toBe(0o100755);
    expect(parseMode(0, 0x20, 0, "a")).toBe(0);
  });

  it.each([
    ["link", 0, (0o120777 << 16) >>> 0, 0],
    ["host_unsupported", 19, (0o100644 << 16) >>> 0, 0],
    ["directory_entry", 0, 0x10, 0],
    ["attributes_unsupported", 0, 0x08, 0],
    ["attributes_unsupported", 3, 0x8000, 0],
    ["attributes_unsupported", 3, 0, 1],
  ])("refuses as %s host %i, attributes %i, internal %i", (reason, host, attributes, internal) => {
    expect(() => parseMode(host, attributes, internal, "a")).toThrow(refusal(reason));
  });
});
