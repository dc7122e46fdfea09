import { describe, expect, it } from "vitest";
import { checkedFetch, type Violation } from "./checked-fetch.ts";
import { readApiDescription } from "./read-api-description.ts";
import { createRequestChecker } from "./request-checker.ts";

const check = createRequestChecker(readApiDescription());
const api = "https://api.github.com";
const repo = `${api}/repos/o/r`;

describe("createRequestChecker", () => {
  it.each([
    ["POST", `${repo}/issues/1/comments`, { body: "x" }, "issues/create-comment"],
    ["GET", `${repo}/pulls/1/reviews?per_page=100`, undefined, "pulls/list-reviews"],
    [
      "POST",
      `${repo}/check-runs`,
      { name: "a", head_sha: "b", status: "completed", conclusion: "success" },
      "checks/create",
    ],
    ["PUT", `${repo}/pulls/7/merge`, { sha: "abc", merge_method: "merge" }, "pulls/merge"],
    ["GET", `${repo}/git/ref/heads/forge/request-1`, undefined, "git/get-ref"],
    [
      "POST",
      `${repo}/actions/workflows/w.yml/dispatches`,
      { ref: "main", inputs: { a: "b" }, return_run_details: true },
      "actions/create-workflow-dispatch",
    ],
    [
      "POST",
      "https://uploads.github.com/repos/o/r/releases/1/assets?name=a.zip",
      undefined,
      "repos/upload-release-asset",
    ],
    [
      "POST",
      `${repo}/git/trees`,
      { base_tree: "a", tree: [{ path: "x", mode: "100644", content: "" }] },
      "git/create-tree",
    ],
    ["GET", `${api}/orgs/o/teams/approvers/memberships/ada`, undefined, "teams/get-membership-for-user-in-org"],
    ["PATCH", `${repo}/issues/1`, { state: "closed", state_reason: "completed" }, "issues/update"],
  ])("lets %s %s pass", (method, url, body, operationId) => {
    expect(check(method, url, body === undefined ? undefined : JSON.stringify(body))).toEqual({
      ok: true,
      operationId,
      errors: [],
    });
  });

  it.each([
    ["an unknown route", "GET", `${repo}/issue/1`, undefined, /no documented operation/],
    [
      "a misspelt property",
      "POST",
      `${repo}/issues/1/comments`,
      { body: "x", boddy: "y" },
      /\/boddy is no documented property/,
    ],
    ["a missing property", "POST", `${repo}/issues/1/comments`, {}, /body/],
    ["a wrong enum value", "PUT", `${repo}/pulls/7/merge`, { merge_method: "fast" }, /allowed values/],
    ["an event in the wrong tense", "POST", `${repo}/pulls/7/reviews`, { event: "APPROVED" }, /allowed values/],
    [
      "an undocumented query parameter",
      "GET",
      `${repo}/pulls/1/reviews?state=open`,
      undefined,
      /query state is not documented/,
    ],
    [
      "more than 50 annotations",
      "POST",
      `${repo}/check-runs`,
      {
        name: "a",
        head_sha: "b",
        output: {
          title: "t",
          summary: "s",
          annotations: Array.from({ length: 51 }, () => ({
            path: "a",
            start_line: 1,
            end_line: 1,
            annotation_level: "notice",
            message: "m",
          })),
        },
      },
      /50/,
    ],
    ["a missing body", "POST", `${repo}/issues`, undefined, /body is required/],
    ["a body that is no JSON", "POST", `${repo}/issues`, "title=x", /no JSON/],
  ])("refuses %s", (_what, method, url, body, message) => {
    const result = check(method, url, typeof body === "object" ? JSON.stringify(body) : body);
    expect(result.ok).toBe(false);
    expect(result.errors.join("\n")).toMatch(message);
  });
});

describe("checkedFetch", () => {
  it("reports a violation, sends the request anyway, and leaves git and downloads alone", async () => {
    const sent: string[] = [];
    const violations: Violation[] = [];
    const fetch = checkedFetch(
      async (input) => {
        sent.push(String(input));
        return new Response("{}");
      },
      check,
      (violation) => violations.push(violation),
    );
    await fetch(`${repo}/nonsense`);
    await fetch("https://github.com/o/r.git/info/refs?service=git-upload-pack");
    await fetch(`${repo}/issues/1/comments`, {
      method: "POST",
      body: '{"body":"x"}',
      headers: { "content-type": "application/json" },
    });
    expect(sent).toHaveLength(3);
    expect(violations).toMatchObject([{ method: "GET", url: `${repo}/nonsense`, operationId: undefined }]);
  });
});
