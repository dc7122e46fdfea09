import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { shopifyPlatform } from "./shopify-platform.ts";

it("runs without PHP, and leads the names of shop, app and provider to its own port", () => {
  expect(shopifyPlatform.driver(fakeWorld().plan).describe()).toEqual({ driver: "native", versions: {} });
  expect(shopifyPlatform.hosts?.names).toContain("corner-shop.myshopify.com");
  expect(shopifyPlatform.hosts?.names).toHaveLength(3);
});
