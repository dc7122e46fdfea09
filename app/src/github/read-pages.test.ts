import { describe, expect, it } from "vitest";
import type { ApiRequest } from "./api-request.ts";
import { readPages } from "./read-pages.ts";

const route = "GET /things";

/** A listing of `count` numbers from 1, and what was asked of it. */
function makeListing(count: number, wrap: (page: readonly number[]) => unknown = (page) => page) {
  const all = Array.from({ length: count }, (_, index) => index + 1);
  const asked: unknown[] = [];
  const request: ApiRequest = async (asks, parameters = {}) => {
    if (asks !== route) throw new Error(`nobody expects ${asks}`);
    asked.push(parameters);
    const [size, page] = [Number(parameters["per_page"] ?? 30), Number(parameters["page"] ?? 1)];
    return { status: 200, data: wrap(all.slice((page - 1) * size, page * size)) };
  };
  return { all, asked, request };
}

describe("readPages", () => {
  it("asks once where everything fits on a page", async () => {
    const { all, asked, request } = makeListing(99);
    expect(await readPages(request, route, { owner: "acme" })).toEqual(all);
    expect(asked).toEqual([{ owner: "acme", per_page: 100 }]);
  });

  it.each([
    [0, 1],
    [100, 2],
    [101, 2],
    [250, 3],
  ])("reads all of %s entries in order, in %s requests", async (count, requests) => {
    const { all, asked, request } = makeListing(count);
    expect(await readPages(request, route, {})).toEqual(all);
    expect(asked).toHaveLength(requests);
  });

  it("reads ten pages unless it is told how many", async () => {
    const { all, request } = makeListing(2000);
    expect(await readPages(request, route, {})).toEqual(all.slice(0, 1000));
    expect(await readPages(request, route, {}, { maxPages: 2 })).toEqual(all.slice(0, 200));
  });

  it("finds the list under its key, and nothing under another", async () => {
    const { all, request } = makeListing(150, (page) => ({ total_count: 150, runs: page }));
    expect(await readPages(request, route, {}, { key: "runs" })).toEqual(all);
    expect(await readPages(request, route, {}, { key: "jobs" })).toEqual([]);
    expect(await readPages(request, route, {})).toEqual([]);
  });

  it("ends with the page on which it is told to", async () => {
    const { all, request } = makeListing(500);
    expect(await readPages(request, route, {}, { until: (page) => page.includes(150) })).toEqual(all.slice(0, 200));
  });

  it("hands on what the request throws: half a list is none", async () => {
    const { request } = makeListing(150);
    const failing: ApiRequest = async (asks, parameters) => {
      if (parameters?.["page"] === 2) throw new Error("the second page");
      return request(asks, parameters);
    };
    await expect(readPages(failing, route, {})).rejects.toThrow("the second page");
  });
});
