import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("events of refs", () => {
  it("name a new branch by its full ref, without a push, in plain emulate", async () => {
    await pair.plain.commit("topic", { a: "a" });
    expect((await pair.plain.hooks.find("create"))?.payload.ref).toBe("refs/heads/topic");
    expect(await pair.plain.hooks.find("push")).toBeUndefined();
  });

  it("are create with the short name, then push with its commits", async () => {
    const sha = await pair.local.commit("topic", { "dir/a": "a" });
    expect((await pair.local.hooks.find("create"))?.payload).toMatchObject({
      ref: "topic",
      ref_type: "branch",
      master_branch: "main",
    });
    expect((await pair.local.hooks.find("push"))?.payload).toMatchObject({
      ref: "refs/heads/topic",
      before: "0".repeat(40),
      after: sha,
      created: true,
      forced: false,
      head_commit: { id: sha, added: ["dir/a"], modified: [], removed: [] },
      pusher: { name: "plugsmith[bot]" },
      organization: { login: "forge" },
      installation: { id: 777 },
    });
  });

  it("tell of a forced push, and of a deleted branch, which plain emulate does not", async () => {
    const main = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    await pair.local.call({ as: "bot", route: "PATCH ~/git/refs/heads/topic", body: { sha: main, force: true } });
    await pair.both({ as: "bot", route: "DELETE ~/git/refs/heads/topic" });
    await pair.github.idle();
    const pushes = pair.local.hooks.received.filter((hook) => hook.event === "push").map((hook) => hook.payload);
    expect(pushes.at(-2)).toMatchObject({ forced: true, after: main });
    expect(pushes.at(-1)).toMatchObject({ deleted: true, after: "0".repeat(40), head_commit: null });
    expect((await pair.local.hooks.find("delete"))?.payload).toMatchObject({ ref: "topic", ref_type: "branch" });
    expect(await pair.plain.hooks.find("delete")).toBeUndefined();
  });

  it.each(["refs/heads/../../escape", "refs/heads/a b", "refs/heads/.hidden", "refs/heads/x.lock"])(
    "refuse the name %s",
    async (ref) => {
      const sha = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
      expect((await pair.local.call({ as: "bot", route: "POST ~/git/refs", body: { ref, sha } })).status).toBe(422);
    },
  );

  it("refuse a branch whose name is a folder of another, which plain emulate makes", async () => {
    for (const side of [pair.plain, pair.local]) await side.commit("deep/er", { a: "a" });
    const reply = async (side: typeof pair.plain) => {
      const sha = (await side.call({ as: "owner", route: "GET ~/git/ref/heads/main" })).json.object.sha;
      return side.call({ as: "bot", route: "POST ~/git/refs", body: { ref: "refs/heads/deep", sha } });
    };
    expect((await reply(pair.plain)).status).toBe(201);
    expect((await reply(pair.local)).status).toBe(422);
  });
});
