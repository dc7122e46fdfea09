import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("roles of people", () => {
  it("do not exist in plain emulate: an outsider makes labels", async () => {
    expect(
      (await pair.plain.call({ as: "outsider", route: "POST ~/labels", body: { name: "evil", color: "000000" } }))
        .status,
    ).toBe(201);
  });

  it.each([
    ["outsider", "POST ~/labels", 403],
    ["requester", "POST ~/labels", 403],
    ["owner", "POST ~/labels", 201],
    ["outsider", "POST ~/issues", 201],
    ["outsider", "POST ~/dispatches", 403],
    ["outsider", "POST ~/releases", 403],
    ["requester", "PUT ~/branches/main/protection", 403],
    ["requester", "PUT ~/contents/a.txt", 403],
  ])("let %s do %s with %i", async (as, route, status) => {
    const body = {
      name: `l-${as}`,
      color: "000000",
      title: "t",
      tag_name: "v",
      event_type: "e",
      message: "m",
      content: "YQ==",
    };
    expect((await pair.local.call({ as, route, body })).status).toBe(status);
  });

  it("let nobody see a private repository who has no part in it", async () => {
    await pair.github.createRepository({ owner: "forge", name: "secret", files: { a: "a" }, private: true });
    const route = "GET /repos/forge/secret";
    expect((await pair.local.call({ as: "outsider", route })).status).toBe(404);
    expect((await pair.local.call({ route })).status).toBe(404);
    expect((await pair.local.call({ as: "requester", route })).status).toBe(200);
  });

  it("let anybody read a public repository and nobody anonymous write", async () => {
    expect((await pair.local.call({ route: "GET ~/contents/README.md" })).status).toBe(200);
    expect((await pair.local.call({ route: "POST ~/issues", body: { title: "x" } })).status).toBe(401);
  });

  it("change with setRole", async () => {
    pair.github.setRole("forge/plugins", "requester", "write");
    expect(
      (await pair.local.call({ as: "requester", route: "POST ~/labels", body: { name: "now", color: "000000" } }))
        .status,
    ).toBe(201);
    pair.github.setRole("forge/plugins", "requester", "none");
    expect(
      (await pair.local.call({ as: "requester", route: "POST ~/labels", body: { name: "then", color: "000000" } }))
        .status,
    ).toBe(403);
  });
});
