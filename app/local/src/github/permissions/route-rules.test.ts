import { describe, expect, it } from "vitest";
import { findRule, siteRules } from "./route-rules.ts";

describe("what a route asks of its caller", () => {
  it.each([
    ["POST", "/git/refs", ["contents"], "write"],
    ["PUT", "/pulls/7/merge", ["contents"], "write"],
    ["GET", "/contents/.github/forge.yml", ["contents"], "read"],
    ["POST", "/issues/7/comments", ["issues", "pull_requests"], "write"],
    ["PUT", "/issues/7/labels", ["issues", "pull_requests"], "write"],
    ["PUT", "/pulls/7/reviews/3/dismissals", ["pull_requests"], "write"],
    ["POST", "/check-runs", ["checks"], "write"],
    ["GET", "/commits/abc/check-runs", ["checks"], "read"],
    ["GET", "/commits/abc/pulls", ["pull_requests"], "read"],
    ["POST", "/actions/workflows/forge-publish.yml/dispatches", ["actions"], "write"],
    ["PUT", "/branches/forge/audit/protection", ["administration"], "write"],
  ])("%s %s asks for %j: %s", (method, path, permissions, level) => {
    expect(findRule(method, path)).toMatchObject({ permissions, level });
  });

  it("asks people for the role that GitHub asks for", () => {
    const roles = [
      ["PUT", "/issues/7/labels"],
      ["PUT", "/pulls/7/reviews/3/dismissals"],
      ["PUT", "/branches/main/protection"],
      ["POST", "/issues"],
    ].map(([method = "", path = ""]) => findRule(method, path)?.role);
    expect(roles).toEqual(["triage", "write", "admin", "read"]);
  });

  it("lets no reader near secrets: the narrower rule wins over that of actions", () => {
    expect(findRule("GET", "/actions/secrets/KEY")?.permissions).toEqual(["secrets"]);
  });

  it.each([
    ["DELETE", "/issues/7"],
    ["POST", "/hooks"],
    ["PUT", "/actions-anything"],
    ["GET", "/issues/7/../../../x"],
    ["PATCH", "/contents/a"],
  ])("has no rule for %s %s: what nobody thought of is refused to integrations", (method, path) => {
    expect(findRule(method, path)).toBeUndefined();
  });

  it("knows team members outside of repositories, and asks for members", () => {
    const rule = siteRules.find(({ path }) => path.test("/orgs/acme/teams/approvers/members"));
    expect(rule?.permissions).toEqual(["members"]);
  });
});
