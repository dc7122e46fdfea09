import { describe, expect, it } from "vitest";
import { parseUses } from "./parse-uses.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";

describe("a uses line", () => {
  it.each([
    ["$/actions/build", { kind: "self", path: "actions/build" }],
    ["./actions/build/", { kind: "workspace", path: "actions/build" }],
    [`actions/checkout@${sha}`, { kind: "remote", repository: "actions/checkout", path: "", sha }],
    [`o/r/.github/workflows/x.yml@${sha}`, { kind: "remote", repository: "o/r", path: ".github/workflows/x.yml", sha }],
  ])("%s is understood", (uses, reference) => {
    expect(parseUses(uses)).toEqual(reference);
  });

  it.each(["a/b@v4", "a/b@main", `a/b@${sha.slice(0, 39)}`, `a/b@${sha.toUpperCase()}`])("%s is not pinned", (uses) => {
    expect(() => parseUses(uses)).toThrowError(expect.objectContaining({ code: "reference_not_pinned" }));
  });

  it.each(["docker://alpine:3", "./../outside", "$/a/../../b", `a/b/../c@${sha}`, "a/b", ""])(
    "%j is refused",
    (uses) => {
      expect(() => parseUses(uses)).toThrowError(expect.objectContaining({ code: "workflow_invalid" }));
    },
  );
});
