import { describe, expect, it } from "vitest";
import { decideExitCode } from "./outcome.ts";

describe("decideExitCode", () => {
  it("is 0 when done, 1 when failed, 2 for wrong usage, 130 when interrupted", () => {
    expect(decideExitCode({ status: "success", code: "ok", message: "" })).toBe(0);
    expect(decideExitCode({ status: "failed", code: "digest_mismatch", message: "" })).toBe(1);
    expect(decideExitCode({ status: "failed", code: "wrong_usage", message: "" })).toBe(2);
    expect(decideExitCode({ status: "cancelled", code: "interrupted", message: "" })).toBe(130);
  });
});
