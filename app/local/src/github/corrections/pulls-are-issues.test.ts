import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("a pull request", () => {
  it("is no issue in plain emulate", async () => {
    const number = await pair.plain.openPull("topic");
    expect((await pair.plain.call({ as: "owner", route: `GET ~/issues/${number}` })).status).toBe(404);
    await pair.plain.call({ as: "owner", route: `POST ~/issues/${number}/comments`, body: { body: "hi" } });
    expect((await pair.plain.hooks.find("issue_comment"))?.payload.issue.pull_request).toBeUndefined();
  });

  it("is an issue with the key pull_request, in answers, lists and events", async () => {
    const number = await pair.local.openPull("topic");
    const issue = await pair.local.call({ route: `GET ~/issues/${number}` });
    expect(issue.json).toMatchObject({
      number,
      title: "topic",
      pull_request: { url: expect.stringContaining(`/pulls/${number}`) },
    });
    expect(issue.json.head).toBeUndefined();
    await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "real" } });
    const list = (await pair.local.call({ route: "GET ~/issues?direction=asc" })).json;
    expect(list.map((row: { pull_request?: unknown }) => row.pull_request !== undefined)).toEqual([true, false]);
    await pair.local.call({ as: "owner", route: `POST ~/issues/${number}/comments`, body: { body: "hi" } });
    expect((await pair.local.hooks.find("issue_comment"))?.payload.issue.pull_request).toBeDefined();
  });

  it("is changed through the issues API too, and its labels raise pull_request", async () => {
    const number = await pair.local.openPull("labelled");
    await pair.local.call({ as: "bot", route: `POST ~/issues/${number}/labels`, body: { labels: ["forge/testing"] } });
    expect((await pair.local.hooks.find("pull_request", "labeled"))?.payload).toMatchObject({
      number,
      label: { name: "forge/testing" },
    });
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json.labels).toMatchObject([
      { name: "forge/testing" },
    ]);
    await pair.local.call({ as: "bot", route: `PATCH ~/issues/${number}`, body: { state: "closed" } });
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json.state).toBe("closed");
  });

  it("is found by label, creator and state among issues", async () => {
    await pair.local.call({ as: "owner", route: "POST ~/issues", body: { title: "marked", labels: ["mark"] } });
    const titles = async (query: string) =>
      (await pair.local.call({ route: `GET ~/issues?${query}` })).json.map((row: { title: string }) => row.title);
    expect(await titles("labels=mark")).toEqual(["marked"]);
    expect(await titles("labels=nothing")).toEqual([]);
    expect(await titles("creator=owner&state=all")).toEqual(["marked"]);
    expect(await titles("state=closed")).toEqual(["labelled"]);
  });
});
