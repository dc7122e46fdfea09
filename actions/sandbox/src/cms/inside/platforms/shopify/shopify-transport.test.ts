import { expect, it } from "vitest";
import { shopifyDriver } from "./shopify-transport.ts";

it("names itself and the versions that were found outside", () => {
  const versions = { graphql: "16.15.0" };
  expect(shopifyDriver(versions).describe()).toEqual({ driver: "native", versions });
});
