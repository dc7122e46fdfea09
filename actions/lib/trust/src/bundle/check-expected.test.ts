import { describe, expect, it } from "vitest";
import { checkExpected } from "./check-expected.ts";

const found = { digest: "sha256:aa", name: "bench-hello", version: "1.2.0" };

describe("checkExpected", () => {
  it("lets pass what keeps every promise, and anything when nothing was promised", () => {
    expect(() => checkExpected(found, { ...found, minimumVersion: "1.2.0" })).not.toThrow();
    expect(() => checkExpected(found)).not.toThrow();
  });

  it.each([
    ["digest_mismatch", { digest: "sha256:bb" }],
    ["identity_mismatch", { name: "other" }],
    ["identity_mismatch", { version: "1.2.1" }],
    ["version_not_higher", { minimumVersion: "1.10.0" }],
  ])("refuses as %s what differs from %o", (code, expected) => {
    expect(() => checkExpected(found, expected)).toThrow(expect.objectContaining({ code }));
  });
});
