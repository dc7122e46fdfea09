import { expect, it } from "vitest";
import { findShopContainer } from "./list-shop-containers.ts";

it.each(["woocommerce", "prestashop"])("knows how %s runs: as nobody special, in folders with a size", (cms) => {
  const container = findShopContainer(cms);
  expect(container?.user.uid).toBeGreaterThan(0);
  expect(container?.folder).toMatch(/^\/./);
  for (const size of [container?.folderMiB ?? 0, ...Object.values(container?.writable ?? {})])
    expect(size).toBeGreaterThan(0);
  const secrets = { databasePassword: "database-secret", adminPassword: "admin-secret" };
  expect(Object.values(container?.environment(secrets) ?? {})).toContain("database-secret");
});

it.each(["magento", "shopify", "node", "constructor", ""])("knows no image of %j", (cms) => {
  expect(findShopContainer(cms)).toBeUndefined();
});
