import { describe, expect, it } from "vitest";
import { nextVersion } from "./next-version.ts";

describe("nextVersion", () => {
  it.each([
    [undefined, "minor", "1.0.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "major", "2.0.0"],
    ["2.0.0-rc.1", "major", "2.0.0"],
    ["2.1.0-rc.1", "major", "3.0.0"],
    ["1.3.0-rc.1", "minor", "1.3.0"],
    ["1.3.1-rc.1", "minor", "1.4.0"],
    ["1.3.1-rc.1", "patch", "1.3.1"],
  ] as const)("makes of %s by a %s change %s", (current, change, next) => {
    expect(nextVersion(current, change)).toBe(next);
  });

  it("grows by a minor version when the request says nothing", () => {
    expect(nextVersion("0.1.9")).toBe("0.2.0");
  });

  it("refuses what is no version", () => {
    expect(() => nextVersion("1.2")).toThrow(expect.objectContaining({ code: "manifest_invalid" }));
  });
});
