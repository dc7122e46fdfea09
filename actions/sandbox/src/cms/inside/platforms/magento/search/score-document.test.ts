import { expect, it } from "vitest";
import { scoreDocument } from "./score-document.ts";

const mug = { name: "Blue mug", price: "25.0", visibility: [2, 4] };
const score = (query: object) => scoreDocument(query, "7", mug);

it.each([
  ["everything", { match_all: {} }, true],
  ["an id", { ids: { values: [7] } }, true],
  ["a value of many", { term: { visibility: 4 } }, true],
  ["a value that is not there", { term: { visibility: { value: 1 } } }, false],
  ["a field", { exists: { field: "price" } }, true],
  ["a range", { range: { price: { gt: 20, lte: 25 } } }, true],
  ["a range that ends before", { range: { price: { lt: 25 } } }, false],
  ["the start of a phrase's words", { match_phrase_prefix: { name: "blu mu" } }, true],
  ["a whole phrase", { match_phrase: { name: "blue cup" } }, false],
  ["a word in any field", { multi_match: { query: "mug", fields: ["sku^2", "name"] } }, true],
  ["what a function weighs", { function_score: { query: { match: { name: "mug" } } } }, true],
  ["a filter alone", { constant_score: { filter: { term: { price: 25 } } } }, true],
])("answers whether it matches: %s", (_, query, matches) => {
  expect(score(query) > 0).toBe(matches);
});

it("wants all that must be, nothing that must not, and enough of what should", () => {
  const [yes, no] = [{ term: { visibility: 4 } }, { term: { visibility: 9 } }];
  expect(score({ bool: { must: [yes], filter: [yes] } })).toBe(2);
  expect(score({ bool: { must: [yes, no] } })).toBe(0);
  expect(score({ bool: { must: [yes], must_not: [yes] } })).toBe(0);
  expect(score({ bool: { should: [yes, no] } })).toBe(1);
  expect(score({ bool: { should: [yes, no], minimum_should_match: 2 } })).toBe(0);
});
