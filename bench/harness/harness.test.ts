import { describe, expect, it } from "vitest";
import { countCalls, listWrites, type Request } from "./count-calls.ts";
import { measureInterleaved } from "./measure-interleaved.ts";
import { renderTable } from "./render-table.ts";
import { summarize } from "./summarize.ts";

describe("summarize", () => {
  it("takes nearest ranks", () => {
    const samples = Array.from({ length: 100 }, (_each, index) => 100 - index);
    expect(summarize(samples)).toEqual({ n: 100, min: 1, p50: 50, p90: 90, p99: 99, max: 100 });
    expect(summarize([7])).toMatchObject({ min: 7, p50: 7, p99: 7 });
    expect(summarize([]).p50).toBeNaN();
  });
});

describe("measureInterleaved", () => {
  it("runs one of each variant per round, rotates the first, and drops the warm-up", async () => {
    const order: string[] = [];
    const variant = (name: string) => () => {
      order.push(name);
      return order.length;
    };
    const measured = await measureInterleaved(
      { a: variant("a"), b: variant("b"), c: variant("c") },
      { rounds: 2, warmup: 1 },
    );
    expect(order.join("")).toBe("cababcbca");
    expect(measured.a.n).toBe(2);
    expect(measured.c.min).toBe(6);
  });

  it("times a variant that does not time itself", async () => {
    const { wait } = await measureInterleaved(
      { wait: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) },
      { rounds: 2 },
    );
    expect(wait.min).toBeGreaterThan(3);
  });
});

describe("renderTable", () => {
  it("aligns columns and marks targets", () => {
    const rows = [
      { name: "empty", values: { p50: 20 } },
      { name: "build", values: { p50: 31.26, ratio: 1.5625 }, target: "≤ 1.5 ×", met: false },
    ];
    expect(renderTable({ title: "Start", unit: "ms", rows, notes: ["n"] }).split("\n")).toEqual([
      "Start (ms)",
      "        p50  ratio  target",
      "empty    20",
      "build  31.3   1.56  ≤ 1.5 × ✗",
      "  n",
    ]);
  });
});

describe("countCalls", () => {
  const request = (method: string, path: string, token: Request["token"] = "installation"): Request => ({
    method,
    path,
    token,
  });
  const requests = [
    request("POST", "/repos/a/b/issues", "person"),
    request("POST", "/app/installations/1/access_tokens", "app"),
    request("GET", "/repos/a/b/issues/1"),
    request("POST", "/a/b.git/git-upload-pack"),
    request("POST", "/repos/a/b/git/trees"),
    request("POST", "/repos/a/b/pulls"),
    request("POST", "/repos/a/b/issues/1/labels"),
    request("PUT", "/repos/a/b/pulls/2/merge", "job"),
  ];

  it("counts bot and jobs, not people and not git", () => {
    expect(countCalls(requests)).toEqual({ bot: 5, botWrites: 3, job: 1, jobWrites: 1, making: 2 });
  });

  it("lists writes by route without their numbers", () => {
    expect(listWrites([...requests, request("POST", "/repos/a/b/issues/7/labels")])[0]).toEqual([
      "bot POST /issues/…/labels",
      2,
    ]);
  });

  it("stops after the call that ends the window", () => {
    expect(countCalls(requests, { until: /^POST .*\/pulls$/ })).toMatchObject({ bot: 4, job: 0, making: 2 });
  });
});
