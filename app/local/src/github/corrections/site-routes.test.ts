import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("routes outside repositories", () => {
  it("are missing in plain emulate", async () => {
    expect((await pair.plain.call({ as: "bot", route: "GET /installation/repositories" })).status).toBe(404);
    expect((await pair.plain.call({ as: "owner", route: "GET /apps/plugsmith" })).status).toBe(404);
  });

  it("answer", async () => {
    const repositories = await pair.local.call({ as: "bot", route: "GET /installation/repositories" });
    expect(repositories.json).toMatchObject({ total_count: 1, repositories: [{ full_name: "forge/plugins" }] });
    expect((await pair.local.call({ as: "owner", route: "GET /apps/plugsmith" })).json).toMatchObject({ id: 4242 });
    const { id } = pair.github.people["requester"] ?? { id: 0 };
    expect((await pair.local.call({ as: "owner", route: `GET /user/${id}` })).json).toMatchObject({
      login: "requester",
      id,
    });
  });
});
