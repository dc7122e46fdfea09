import { describe, expect, it } from "vitest";
import { isRegistryPush } from "./is-registry-push.ts";

const ref = "refs/heads/forge/registry";

describe("isRegistryPush", () => {
  it("says yes to a push to the registry's branch", () => {
    expect(isRegistryPush("push", { ref, before: "a", after: "b" })).toBe(true);
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ["another event about that branch", "delete", { ref }],
    ["a push to the default branch", "push", { ref: "refs/heads/main" }],
    ["a branch whose name only begins so", "push", { ref: `${ref}-copy` }],
    ["a branch whose name only ends so", "push", { ref: "refs/heads/mallory/forge/registry" }],
    ["a tag of that name", "push", { ref: "refs/tags/forge/registry" }],
    ["a short name", "push", { ref: "forge/registry" }],
    ["a ref that is no text", "push", { ref: [ref] }],
    ["a ref that only says so when asked", "push", { ref: { toString: () => ref } }],
    ["a payload without a ref", "push", {}],
  ])("says no to %s", (_, name, payload) => {
    expect(isRegistryPush(name, payload)).toBe(false);
  });
});
