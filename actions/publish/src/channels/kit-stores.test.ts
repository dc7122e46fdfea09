import { expect, it } from "vitest";
import { kitStores } from "./kit-stores.ts";

it.each(Object.entries(kitStores))("the checklist of %s begins with the digest and ends in the store", (_, store) => {
  expect(store.steps[0]).toContain("digest");
  expect(store.steps.at(-1)).toContain("live");
  expect(new Set(store.steps).size).toBe(store.steps.length);
  expect(store.address).toMatch(/^https:\/\//u);
});
