import { describe, expect, it } from "vitest";
import { createSiteReader } from "./read-as-site.ts";
import type { World } from "./world.ts";

const world = {
  baseUrl: "http://127.0.0.1:1",
  tokens: new Map(),
  after: [],
  gh: { repos: { all: () => [], findOneBy: () => undefined }, users: { findOneBy: () => ({ id: 9 }) } },
} as unknown as World;

describe("createSiteReader", () => {
  it("never wears out a token: the site reads on after the 5,000 requests that emulate allows one", async () => {
    const used = new Map<string, number>();
    const routed = async (request: Request) => {
      const token = request.headers.get("authorization") ?? "";
      used.set(token, (used.get(token) ?? 0) + 1);
      return (used.get(token) ?? 0) > 5000 ? new Response("{}", { status: 403 }) : Response.json({ login: "max" });
    };
    const read = createSiteReader(routed as never, world);
    for (let count = 0; count < 10_001; count += 1) expect(await read("/users/max")).toEqual({ login: "max" });
  });
});
