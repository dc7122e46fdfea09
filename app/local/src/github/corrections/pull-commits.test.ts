import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../router.ts";
import type { Side } from "../testing/side.ts";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const list = async (side: Side, number: number, query = "") =>
  (await side.call({ as: "owner", route: `GET ~/pulls/${number}/commits${query}` })).json.map(
    ({ commit, author, committer }: Json) => [commit.message, author?.login ?? null, committer?.login ?? null],
  );

/** A commit on the branch whose author is named by this address, as a push from somebody's machine makes it. */
async function commitAs(side: Side, branch: string, email: string): Promise<string> {
  const bot = async (route: string, body?: unknown) => (await side.call({ as: "bot", route, body })).json;
  const parent = (await bot(`GET ~/git/ref/heads/${branch}`)).object.sha;
  const tree = (await bot(`GET ~/git/commits/${parent}`)).tree.sha;
  const author = { name: "Somebody", email, date: "2026-11-21T10:00:00Z" };
  const { sha } = await bot("POST ~/git/commits", { message: email, tree, parents: [parent], author });
  await bot(`PATCH ~/git/refs/heads/${branch}`, { sha });
  return sha;
}

describe("commits of a pull request", () => {
  it("name nobody's account in plain emulate, and begin before the branch did", async () => {
    const number = await pair.plain.openPull("topic");
    expect(await list(pair.plain, number)).toEqual([
      ["Initial commit", null, null],
      ["change topic", null, null],
    ]);
  });

  it("name the accounts of those who wrote them, as each commit by itself does", async () => {
    const number = await pair.local.openPull("topic");
    const { id, email } = (await pair.local.call({ as: "requester", route: "GET /user" })).json;
    const sha = await commitAs(pair.local, "topic", email);
    expect(await list(pair.local, number)).toEqual([
      ["change topic", "plugsmith[bot]", "plugsmith[bot]"],
      [email, "requester", expect.anything()],
    ]);
    const { json } = await pair.local.call({ as: "owner", route: `GET ~/pulls/${number}/commits` });
    expect(json[1]).toEqual((await pair.local.call({ as: "owner", route: `GET ~/commits/${sha}` })).json);
    expect(json[1].author).toMatchObject({ id, type: "User" });
  });

  it("leave the account open where nobody has that address", async () => {
    const number = await pair.local.openPull("unknown");
    await commitAs(pair.local, "unknown", "nobody@example.test");
    expect((await list(pair.local, number))[1].slice(0, 2)).toEqual(["nobody@example.test", null]);
  });

  it("are those since the merge base, whatever happens on main", async () => {
    const number = await pair.local.openPull("behind");
    await pair.local.commit("main", { "later.txt": "on main\n" });
    expect((await list(pair.local, number)).map(([message]: string[]) => message)).toEqual(["change behind"]);
  });

  it("come in pages whose links keep the size of the page", async () => {
    const number = await pair.local.openPull("long");
    for (const at of [1, 2]) await commitAs(pair.local, "long", `nobody${at}@example.test`);
    const route = `GET ~/pulls/${number}/commits?per_page=2`;
    const first = await pair.local.call({ as: "owner", route });
    const [, next = ""] = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "") ?? [];
    const second = await pair.local.call({ as: "owner", route: `GET ${next.slice(pair.local.url.length)}` });
    expect([first.json.length, second.json.length]).toEqual([2, 1]);
    expect(second.json[0].commit.message).toBe("nobody2@example.test");
  });
});
