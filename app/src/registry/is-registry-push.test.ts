import { describe, expect, it } from "vitest";
import { isRegistryPush } from "./is-registry-push.ts";

describe("isRegistryPush", () => {
  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ["push", "refs/heads/forge/registry", true],
    ["push", "refs/heads/main", false],
    ["push", "refs/heads/forge/registry-2", false],
    ["push", "refs/tags/forge/registry", false],
    ["push", { toString: () => "refs/heads/forge/registry" }, false],
    ["create", "refs/heads/forge/registry", false],
  ])("%s of %s: %s", (name, ref, expected) => {
    expect(isRegistryPush(name, { ref })).toBe(expected);
  });
});
