import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("the head of a pull request", () => {
  it("stays where it was in plain emulate", async () => {
    const number = await pair.plain.openPull("topic");
    const sha = await pair.plain.commit("topic", { "more.txt": "more\n" });
    const { json } = await pair.plain.call({ as: "owner", route: `GET ~/pulls/${number}` });
    expect(json.head.sha).not.toBe(sha);
    expect(json.changed_files).toBe(0);
    expect(await pair.plain.hooks.find("pull_request", "synchronize")).toBeUndefined();
  });

  it("follows pushes, at once, with synchronize and counts", async () => {
    const number = await pair.local.openPull("topic");
    const before = (await pair.local.call({ route: `GET ~/pulls/${number}` })).json.head.sha;
    const after = await pair.local.commit("topic", { "more.txt": "more\n" });
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json).toMatchObject({
      head: { sha: after },
      changed_files: 2,
      commits: 2,
    });
    expect((await pair.local.hooks.find("pull_request", "synchronize"))?.payload).toMatchObject({
      number,
      before,
      after,
      pull_request: { head: { sha: after }, changed_files: 2 },
    });
    expect((await pair.local.hooks.find("pull_request", "opened"))?.payload).toMatchObject({
      number,
      pull_request: { changed_files: 1 },
    });
  });

  it("closes the request when its branch goes", async () => {
    const number = await pair.local.openPull("gone");
    await pair.local.call({ as: "bot", route: "DELETE ~/git/refs/heads/gone" });
    expect((await pair.local.call({ route: `GET ~/pulls/${number}` })).json).toMatchObject({
      state: "closed",
      merged: false,
    });
  });
});
