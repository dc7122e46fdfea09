import { expect, it } from "vitest";
import { locateShopFile } from "./locate-shop-file.ts";

it("finds static files under any version, and nothing else", () => {
  const file = "frontend/Magento/luma/fr_FR/mage/apply/main.js";
  expect(locateShopFile("/site", `/static/version17/${file}`)).toBe(`/site/pub/static/${file}`);
  expect(locateShopFile("/site", `/static/${file}`)).toBe(`/site/pub/static/${file}`);
  for (const path of ["/static/../app/etc/env.json", "/media/mug.png", "/static/frontend/page.php", "/checkout/"])
    expect(locateShopFile("/site", path)).toBeUndefined();
});
