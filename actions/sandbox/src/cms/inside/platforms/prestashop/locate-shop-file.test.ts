import { expect, it } from "vitest";
import { locateShopFile } from "./locate-shop-file.ts";

it("locates styles, scripts, pictures and fonts of shop, modules and back office", () => {
  for (const path of ["/modules/salonpay/views/img/logo.svg", "/desk/themes/new-theme/public/main.bundle.js"]) {
    expect(locateShopFile("/tmp/site", path)).toBe(`/tmp/site${path}`);
  }
});

it("leaves PHP, pages, product pictures with made-up names and everything that could lead elsewhere to the shop", () => {
  for (const path of ["/index.php", "/", "/modules/../config/x.css", "/var/x.js", "/6-large_default/mug.jpg"]) {
    expect(locateShopFile("/tmp/site", path), path).toBeUndefined();
  }
});
