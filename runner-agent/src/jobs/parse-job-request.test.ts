import { describe, expect, it } from "vitest";
import { maxDataBytes, parseJobRequest } from "./parse-job-request.ts";

const smallest = { plugin: "acme-meter", name: "measure" };
const refusal = (value: unknown) => {
  try {
    parseJobRequest(value, 0);
  } catch (error) {
    return error as { code: string; message: string };
  }
  return undefined;
};
const nest = (levels: number): object => (levels === 1 ? smallest : { ...smallest, children: [nest(levels - 1)] });

describe("parseJobRequest", () => {
  it("fills in what was left out", () => {
    expect(parseJobRequest(smallest, 0)).toEqual({
      job: {
        ...smallest,
        data: "{}",
        key: null,
        priority: 0,
        delayMs: 0,
        maxAttempts: 3,
        backoff: { firstMs: 1_000, maxMs: 300_000 },
        timeoutMs: 60_000,
        children: [],
      },
    });
  });

  it("keeps a repeating job's flow with its pattern", () => {
    const { repeat } = parseJobRequest(
      { ...smallest, cron: "0 8 * * *", timezone: "Europe/Paris", children: [smallest] },
      0,
    );
    expect(repeat).toMatchObject({ cron: "0 8 * * *", timezone: "Europe/Paris", job: { children: [smallest] } });
  });

  it.each<[string, unknown, string]>([
    ["no object", 7, "job"],
    ["a name that is no identifier", { ...smallest, name: "a b" }, "name"],
    ["too much data", { ...smallest, data: { text: "x".repeat(maxDataBytes) } }, "larger"],
    ["a pattern that means nothing", { ...smallest, cron: "often" }, "cron"],
    ["a pattern that is never due", { ...smallest, cron: "0 0 30 2 *" }, "never due"],
    ["a zone without a pattern", { ...smallest, timezone: "UTC" }, "timezone"],
    ["a child that repeats", { ...smallest, children: [{ ...smallest, cron: "* * * * *" }] }, "child"],
    ["one key twice", { ...smallest, key: "a", children: [{ ...smallest, key: "a" }] }, "same key"],
    ["six levels", nest(6), "levels"],
    [
      "more jobs than a flow may have",
      {
        ...smallest,
        children: Array.from({ length: 5 }, () => ({
          ...smallest,
          children: Array.from({ length: 45 }, () => smallest),
        })),
      },
      "at most 200",
    ],
  ])("refuses %s", (_what, value, word) => {
    expect(refusal(value)).toMatchObject({ code: "job_invalid", message: expect.stringContaining(word) });
  });

  it("takes a flow of five levels, and answers one of a hundred thousand without falling over", () => {
    expect(refusal(nest(5))).toBeUndefined();
    let deep: object = smallest;
    for (let level = 0; level < 100_000; level += 1) deep = { ...smallest, children: [deep] };
    expect(refusal(deep)?.code).toBe("job_invalid");
  });
});
