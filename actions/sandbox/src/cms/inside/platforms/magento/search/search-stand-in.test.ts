import { beforeEach, describe, expect, it } from "vitest";
import { type SearchStandIn, searchStandIn } from "./search-stand-in.ts";

let engine: SearchStandIn;
const ask = (method: string, path: string, body: unknown = "") =>
  engine.answer(method, path, typeof body === "string" ? body : JSON.stringify(body));
const find = (query: object, more: object = {}) => {
  const { body } = ask("POST", "/shop_product_1/_search", { query, ...more });
  return (body as { hits: { hits: { _id: string }[] } }).hits.hits.map(({ _id }) => _id);
};

beforeEach(() => {
  engine = searchStandIn();
  ask("PUT", "/shop_product_1_v1", { mappings: { properties: { sku: { type: "text" } } } });
  ask("POST", "/_aliases", { actions: [{ add: { alias: "shop_product_1", index: "shop_product_1_v1" } }] });
  const lines = [
    { index: { _id: "1", _index: "shop_product_1" } },
    { name: "Blue mug", price_0_1: "25.0000", visibility: 4, category_ids: [2, 3] },
    { index: { _id: "2", _index: "shop_product_1" } },
    { name: "Red mug", price_0_1: "5.5", visibility: 1, category_ids: [2] },
  ];
  ask("POST", "/_bulk", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
});

describe("searchStandIn", () => {
  it("says that it is a stand-in, in the words that Magento asks for first", () => {
    expect(ask("GET", "/").body).toMatchObject({ name: "stand-in", version: { distribution: "opensearch" } });
  });

  it("finds documents by what they hold, through the alias", () => {
    const visible = { terms: { visibility: ["2", "4"] } };
    expect(find({ bool: { must: [{ term: { category_ids: 2 } }, visible] } })).toEqual(["1"]);
    expect(find({ bool: { should: [{ match: { name: "red" } }], minimum_should_match: 1 } })).toEqual(["2"]);
    expect(find({ range: { price_0_1: { gte: "5", lt: 10 } } })).toEqual(["2"]);
    expect(find({ bool: { must_not: [{ term: { _id: 1 } }] } })).toEqual(["2"]);
    expect(find({}, { sort: [{ price_0_1: { order: "asc" } }], size: 1 })).toEqual(["2"]);
  });

  it("counts and measures what it found", () => {
    const aggregations = {
      category: { terms: { field: "category_ids" } },
      price: { extended_stats: { field: "price_0_1" } },
    };
    const { body } = ask("POST", "/shop_product_1/_search", { query: { match_all: {} }, aggregations });
    expect(body).toMatchObject({
      aggregations: { category: { buckets: [{ key: 2, doc_count: 2 }, { key: 3 }] }, price: { min: 5.5, max: 25 } },
    });
  });

  it("moves an alias, and knows no index that was deleted", () => {
    ask("PUT", "/shop_product_1_v2");
    const actions = [
      { remove: { alias: "shop_product_1", index: "shop_product_1_v1" } },
      { add: { alias: "shop_product_1", index: "shop_product_1_v2" } },
    ];
    ask("POST", "/_aliases", { actions });
    expect(Object.keys(ask("GET", "/_alias/shop_product_1").body as object)).toEqual(["shop_product_1_v2"]);
    ask("DELETE", "/shop_product_1_v2");
    expect(ask("HEAD", "/shop_product_1").status).toBe(404);
  });

  it("is loud about what it does not know", () => {
    expect(() => find({ more_like_this: {} })).toThrow(/outside the stand-in/);
    expect(() => ask("POST", "/shop_product_1/_forcemerge")).toThrow(/outside the stand-in/);
  });
});
