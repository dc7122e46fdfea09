import { describe, expect, it } from "vitest";
import { assertRefName } from "./assert-ref-name.ts";

describe("a ref name", () => {
  it.each(["refs/heads/main", "refs/heads/forge/request-1", "refs/tags/acme@1.0.0", "refs/heads/a.b-c_d"])(
    "like %s is taken",
    (name) => {
      expect(() => assertRefName(name)).not.toThrow();
    },
  );

  it.each([
    "main",
    "refs/heads",
    "heads/main/x",
    "refs/heads/../../../etc/passwd",
    "refs/heads/a..b",
    "refs/heads//a",
    "refs/heads/.hidden",
    "refs/heads/a/",
    "refs/heads/a.lock",
    "refs/heads/a.",
    "refs/heads/a b",
    "refs/heads/a\u0000b",
    "refs/heads/a\nb",
    "refs/heads/a~1",
    "refs/heads/a^",
    "refs/heads/a:b",
    "refs/heads/@{upstream}",
    "refs/heads/back\\slash",
    `refs/heads/${"a".repeat(250)}`,
  ])("like %j is refused with 422, because git would refuse it or it would leave its folder", (name) => {
    expect(() => assertRefName(name)).toThrow(expect.objectContaining({ status: 422 }));
  });
});
