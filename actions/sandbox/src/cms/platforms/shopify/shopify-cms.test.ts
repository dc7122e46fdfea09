import { localToolkit } from "@plugsmith/action-kit";
import { expect, it } from "vitest";
import type { ShopSetting } from "../../cms-platform.ts";
import { shopifyCms } from "./shopify-cms.ts";

const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });

it("needs no PHP, and says that its place is a contract host", () => {
  expect([shopifyCms.phpExtensions, shopifyCms.drivers]).toEqual([undefined, ["native"]]);
  expect(shopifyCms.describe({ shopifyHost: "2026-04" })).toBe("the contract host of Shopify 2026-04");
});

it("takes the app's language and texts, and binds its folder", async () => {
  const setting = {
    ...{ driver: "native", ask: () => "", locale: "ar_EG", stage: "/stage", phpVersion: undefined },
    home: { sources: "/sources", cache: "/cache" },
    parts: { root: "/nowhere" },
    manifest: { name: "acme-pay" },
    files: [
      file("web/package.json", "{}"),
      file("web/src/locales/en_US.js", 'export default {\n  save: "Save",\n  app: "Acme",\n};\n'),
      file("web/src/locales/ar.js", 'export default {\n  save: "حفظ",\n  app: "Acme",\n};\n'),
    ],
    toolkit: localToolkit({ inputs: {} }),
  } as unknown as ShopSetting;
  expect(await shopifyCms.prepare(setting)).toMatchObject({
    ...{ level: "contract", locale: "ar", texts: ["حفظ"] },
    shop: { app: "/stage", host: "/sources/shopify-host", modules: "/nowhere/node_modules" },
  });
});
