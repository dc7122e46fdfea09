import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noPermissions } from "../testing/make-facts.ts";
import { decideFileAccess } from "./decide-file-access.ts";

const permissions = {
  ...noPermissions,
  filesystem: [
    { path: "logs", mode: "rw" as const },
    { path: "in/today", mode: "ro" as const },
  ],
};
const denied = expect.objectContaining({ code: "permission_denied" });

describe("decideFileAccess", () => {
  it("allows declared paths and what lies below, in the declared mode", () => {
    expect(decideFileAccess(permissions, "logs/a.txt", "rw")).toEqual(["logs", "a.txt"]);
    expect(decideFileAccess(permissions, "in/today", "ro")).toEqual(["in", "today"]);
    expect(() => decideFileAccess(permissions, "in/today/x", "rw")).toThrow(denied);
    expect(() => decideFileAccess(permissions, "in", "ro")).toThrow(denied);
    expect(() => decideFileAccess(permissions, "logs2/a", "ro")).toThrow(denied);
  });

  it("refuses every way out", () => {
    const ways = [
      "../x",
      "logs/../../x",
      "/etc/passwd",
      "logs//x",
      "logs/./x",
      "logs\\..\\x",
      "logs/\0",
      "logs/.ssh",
      "",
      "..",
      7,
      null,
      "a/".repeat(12),
    ];
    for (const path of ways) expect(() => decideFileAccess(permissions, path, "ro")).toThrow(denied);
  });

  it("answers only with segments that stay below, for any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `logs/${text}`),
        ),
        (path) => {
          try {
            const segments = decideFileAccess(permissions, path, "rw");
            expect(segments[0]).toBe("logs");
            expect(segments.every((part) => /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(part))).toBe(true);
          } catch (error) {
            expect(error).toEqual(denied);
          }
        },
      ),
    );
  });
});
