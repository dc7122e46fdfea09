import { describe, expect, it } from "vitest";
import { isByApp } from "./is-by-app.ts";

const user = { id: 1, login: "alice", type: "User" };

describe("isByApp", () => {
  it("takes a person's own comment for a person's", () => {
    expect(isByApp({ user })).toBe(false);
    expect(isByApp({ user, performed_via_github_app: null })).toBe(false);
  });

  it.each([
    ["a bot account", { user: { ...user, type: "Bot" } }],
    ["an organisation", { user: { ...user, type: "Organization" } }],
    ["a login that ends in [bot]", { user: { ...user, login: "x[bot]" } }],
    ["an App with a person's token", { user, performed_via_github_app: { id: 7 } }],
    ["a deleted account", { user: null }],
  ])("says so of %s", (_, comment) => {
    expect(isByApp(comment)).toBe(true);
  });
});
