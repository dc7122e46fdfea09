import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("what an App wrote", () => {
  it("does not say so in plain emulate", async () => {
    await pair.plain.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const { json } = await pair.plain.call({ as: "bot", route: "POST ~/issues/1/comments", body: { body: "status" } });
    expect(json.performed_via_github_app).toBeNull();
  });

  it("names the App in answers and events; what people wrote names none", async () => {
    await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "x" } });
    const { json } = await pair.local.call({ as: "bot", route: "POST ~/issues/1/comments", body: { body: "status" } });
    expect(json).toMatchObject({
      user: { login: "plugsmith[bot]", type: "Bot" },
      performed_via_github_app: { id: 4242, slug: "plugsmith" },
    });
    expect((await pair.local.hooks.find("issue_comment"))?.payload.comment.performed_via_github_app.slug).toBe(
      "plugsmith",
    );
    const mine = await pair.local.call({ as: "requester", route: "POST ~/issues/1/comments", body: { body: "me" } });
    expect(mine.json.performed_via_github_app).toBeNull();
  });

  it("is a check run of that App, which plain emulate leaves null", async () => {
    const job = pair.github.issueJobToken({
      repository: "forge/plugins",
      permissions: { checks: "write", contents: "read" },
      runId: 1,
    });
    const create = async (side: typeof pair.plain, as: string) => {
      const head_sha = (await side.call({ as: "owner", route: "GET ~/git/ref/heads/main" })).json.object.sha;
      return (await side.call({ as, route: "POST ~/check-runs", body: { name: "forge / build", head_sha } })).json.app;
    };
    expect(await create(pair.plain, "bot")).toBeNull();
    expect(await create(pair.local, "bot")).toMatchObject({ slug: "plugsmith" });
    expect(await create(pair.local, job)).toMatchObject({ slug: "github-actions", id: 15368 });
  });
});
