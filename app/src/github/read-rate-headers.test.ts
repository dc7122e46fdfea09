import { describe, expect, it } from "vitest";
import { readRateBudget, readWaitUntil } from "./read-rate-headers.ts";

const core = { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "12", "x-ratelimit-reset": "1700000000" };

describe("readRateBudget", () => {
  it("reads the core budget, as text or number, with the reset in milliseconds", () => {
    const budget = { limit: 5000, remaining: 12, resetAt: 1_700_000_000_000 };
    expect(readRateBudget(core)).toEqual(budget);
    expect(readRateBudget({ ...core, "x-ratelimit-limit": 5000, "x-ratelimit-resource": "core" })).toEqual(budget);
  });

  it.each([
    ["nothing", {}],
    ["half of it", { ...core, "x-ratelimit-reset": undefined }],
    ["the budget of search", { ...core, "x-ratelimit-resource": "search" }],
    ["no numbers", { ...core, "x-ratelimit-remaining": "-1" }],
  ])("takes %s for no budget", (_, headers) => {
    expect(readRateBudget(headers)).toBeNull();
  });
});

describe("readWaitUntil", () => {
  it("takes nothing but a refusal of GitHub for a wish to be left alone", () => {
    for (const error of [null, "slow down", new Error("rate limit"), { status: 500 }, { status: 404 }])
      expect(readWaitUntil(error, 0)).toBeNull();
  });

  it("never waits for a reset in the past", () => {
    const headers = { ...core, "x-ratelimit-remaining": "0" };
    const now = 1_800_000_000_000;
    expect(readWaitUntil({ status: 403, response: { headers } }, now)).toBe(now + 1000);
  });
});
