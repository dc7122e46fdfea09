import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const route = "GET ~/issues";

describe("permissions of tokens", () => {
  it("do not hold on public repositories in plain emulate", async () => {
    const grant = await pair.plain.call({
      as: "app",
      route: "POST /app/installations/777/access_tokens",
      body: { permissions: { contents: "read" } },
    });
    expect((await pair.plain.call({ as: grant.json.token, route })).status).toBe(200);
  });

  it("are asked for on each route", async () => {
    const grant = await pair.local.call({
      as: "app",
      route: "POST /app/installations/777/access_tokens",
      body: { permissions: { contents: "read" } },
    });
    const refused = await pair.local.call({ as: grant.json.token, route });
    expect(refused).toMatchObject({ status: 403, json: { message: "Resource not accessible by integration" } });
    expect((await pair.local.call({ as: grant.json.token, route: "GET ~/contents/README.md" })).status).toBe(200);
  });

  it.each([
    ["issues", "read", "GET ~/issues", 200],
    ["issues", "read", "POST ~/issues", 403],
    ["issues", "write", "POST ~/issues", 201],
    ["contents", "read", "PUT ~/contents/a.txt", 403],
    ["contents", "write", "PUT ~/contents/a.txt", 201],
    ["checks", "read", "POST ~/check-runs", 403],
    ["pull_requests", "write", "PUT ~/pulls/1/merge", 403],
    ["actions", "read", "POST ~/actions/workflows/w.yml/dispatches", 403],
    ["metadata", "read", "GET ~/pulls", 403],
    ["metadata", "read", "GET ~", 200],
    ["contents", "write", "GET ~/secret-scanning/alerts", 403],
  ] as const)("give a job with %s: %s on %s the answer %i", async (scope, level, asked, status) => {
    const token = pair.github.issueJobToken({ repository: "forge/plugins", permissions: { [scope]: level }, runId: 1 });
    const body = asked.startsWith("GET")
      ? undefined
      : { title: "x", message: "m", content: "YQ==", name: "n", head_sha: "0".repeat(40) };
    expect((await pair.local.call({ as: token, route: asked, body })).status).toBe(status);
  });

  it("end when a token is revoked, and at the border of the repository", async () => {
    await pair.github.createRepository({ owner: "forge", name: "other", files: { a: "a" }, private: true });
    const token = pair.github.issueJobToken({
      repository: "forge/plugins",
      permissions: { contents: "read" },
      runId: 1,
    });
    expect((await pair.local.call({ as: token, route: "GET /repos/forge/other/contents/a" })).status).toBe(404);
    pair.github.revokeToken(token);
    expect((await pair.local.call({ as: token, route: "GET ~" })).status).toBe(401);
  });

  it("make a job github-actions[bot]", async () => {
    const token = pair.github.issueJobToken({
      repository: "forge/plugins",
      permissions: { issues: "write" },
      runId: 1,
    });
    const { json } = await pair.local.call({ as: token, route: "POST ~/issues", body: { title: "by a job" } });
    expect(json.user).toMatchObject({ login: "github-actions[bot]", type: "Bot" });
  });
});
