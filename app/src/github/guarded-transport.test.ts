import { describe, expect, it } from "vitest";
import type { ApiRequest } from "./api-request.ts";
import { asRecord } from "./decode-value.ts";
import { createGuard } from "./guarded-transport.ts";

const refusal = (status: number, headers: Record<string, string>, message = "no") =>
  Object.assign(new Error(message), { status, response: { headers } });

/** A GitHub that answers what `answer` says, and remembers what it was asked. */
function open(answer: (route: string, headers: Readonly<Record<string, unknown>>) => Record<string, unknown> | Error) {
  const clock = { now: 1_000_000, slept: 0 };
  const asked: string[] = [];
  const guard = createGuard({
    now: () => clock.now,
    sleep: async (ms) => {
      clock.now += ms;
      clock.slept += ms;
    },
    writesPerMinute: 3,
  });
  const raw: ApiRequest = async (route, parameters) => {
    asked.push(route);
    const given = answer(route, asRecord(parameters?.["headers"]));
    if (given instanceof Error) throw given;
    return { status: 200, data: { route }, headers: given };
  };
  return { guard, clock, asked, request: guard.wrap(raw) };
}

describe("the guard before GitHub", () => {
  it("asks conditionally what it asked before, and gives the known answer when nothing changed", async () => {
    const sent: unknown[] = [];
    let etag = '"1"';
    const { request } = open((_, headers) => {
      sent.push(headers["if-none-match"]);
      return headers["if-none-match"] === etag ? refusal(304, { etag }) : { etag };
    });
    const first = await request("GET /x", { a: 1 });
    expect(await request("GET /x", { a: 1 })).toMatchObject({ status: 200, data: first.data });
    etag = '"2"';
    await request("GET /x", { a: 1 });
    await request("GET /x", { a: 2 });
    expect(sent).toEqual([undefined, '"1"', '"1"', undefined]);
  });

  it.each([
    ["a time to retry", refusal(403, { "retry-after": "90" }), 90_000],
    [
      "an empty budget",
      refusal(403, { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1300" }),
      300_000,
    ],
    ["words only", refusal(403, {}, "You have exceeded a secondary rate limit"), 60_000],
    ["too many requests", refusal(429, {}), 60_000],
    ["an absurd time to retry", refusal(429, { "retry-after": "99999999" }), 3_600_000],
  ])("asks nothing more while GitHub wants to be left alone: %s", async (_, error, waitMs) => {
    let limited = true;
    const { request, asked, clock } = open(() => (limited ? error : {}));
    await expect(request("POST /x")).rejects.toMatchObject({
      code: "rate_limited",
      facts: { retryAt: clock.now + waitMs },
    });
    limited = false;
    await expect(request("GET /y")).rejects.toMatchObject({ code: "rate_limited" });
    expect(asked).toHaveLength(1);
    clock.now += waitMs;
    await request("GET /y");
    expect(asked).toHaveLength(2);
  });

  it("hands other refusals on as they are", async () => {
    const { request } = open((route) => refusal(route === "GET /a" ? 403 : 404, {}, "Resource not accessible"));
    await expect(request("GET /a")).rejects.toMatchObject({ status: 403 });
    await expect(request("GET /b")).rejects.toMatchObject({ status: 404 });
  });

  it("spaces writes and lets reads pass", async () => {
    const { request, clock } = open(() => ({}));
    for (let count = 0; count < 3; count += 1) await request("POST /x");
    await request("GET /x");
    expect(clock.slept).toBe(0);
    await request("POST /x");
    expect(clock.slept).toBe(60_000);
  });

  it("says when the budget is nearly used up, until it is fresh", async () => {
    let remaining = 250;
    const { request, guard, clock } = open(() => ({
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": "1300",
    }));
    await request("GET /x");
    expect(guard.lowUntil()).toBeNull();
    remaining = 249;
    await request("GET /x");
    expect(guard.lowUntil()).toBe(1_300_000);
    clock.now = 1_300_000;
    expect(guard.lowUntil()).toBeNull();
  });
});
