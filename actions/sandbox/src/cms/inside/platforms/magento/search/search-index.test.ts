import { expect, it } from "vitest";
import { searchIndices } from "./search-index.ts";

const index = (name: string, documents: Record<string, object>) => ({
  ...{ name, mappings: {} },
  documents: new Map(Object.entries(documents)) as never,
});
const indices = [
  index("a", { 1: { name: "b" }, 2: { name: "a", price: 2 } }),
  index("b", { 3: { name: "c", price: 10 } }),
];
const ids = (body: object) =>
  (searchIndices(indices, body) as { hits: { hits: { _id: string; _index: string }[] } }).hits.hits.map(
    ({ _id }) => _id,
  );

it("sorts by text, number, id and points, and answers one page", () => {
  expect(ids({ sort: [{ name: { order: "asc" } }] })).toEqual(["2", "1", "3"]);
  expect(ids({ query: { exists: { field: "price" } }, sort: [{ price: "desc" }] })).toEqual(["3", "2"]);
  expect(ids({ sort: [{ _id: { order: "desc" } }], from: 1, size: 1 })).toEqual(["2"]);
});

it("tells how many were found, whatever the page shows", () => {
  expect(searchIndices(indices, { size: 0 })).toMatchObject({ hits: { total: { value: 3 }, hits: [] } });
});
