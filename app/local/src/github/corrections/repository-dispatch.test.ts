import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const send = (body: object) => pair.local.call({ as: "bot", route: "POST ~/dispatches", body });

describe("repository_dispatch", () => {
  it("is missing in plain emulate", async () => {
    expect(
      (await pair.plain.call({ as: "bot", route: "POST ~/dispatches", body: { event_type: "bench" } })).status,
    ).toBe(404);
  });

  it("becomes an event whose action is the type", async () => {
    expect((await send({ event_type: "bench", client_payload: { event: 1 } })).status).toBe(204);
    expect((await pair.local.hooks.find("repository_dispatch"))?.payload).toMatchObject({
      action: "bench",
      branch: "main",
      client_payload: { event: 1 },
      sender: { login: "plugsmith[bot]" },
    });
  });

  it("has GitHub's limits", async () => {
    expect((await send({})).status).toBe(422);
    const keys = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, index]));
    expect((await send({ event_type: "x", client_payload: keys })).status).toBe(422);
    expect((await send({ event_type: "x", client_payload: { big: "x".repeat(65_536) } })).status).toBe(422);
  });
});
