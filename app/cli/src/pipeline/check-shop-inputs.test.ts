import { expect, it } from "vitest";
import { checkShopInputs } from "./check-shop-inputs.ts";

it("refuses as wrong usage what a person names for a plugin that it is not for, also where a forge may set it for all", async () => {
  const refused = expect.objectContaining({ code: "wrong_usage" });
  await expect(checkShopInputs({ "magento-dir": "/shop" }, "prestashop")).rejects.toEqual(refused);
  await expect(checkShopInputs({ wordpress: "6.4" }, "prestashop")).rejects.toEqual(refused);
});

it("refuses a shop that is not there, and has nothing against none", async () => {
  await expect(checkShopInputs({ "prestashop-dir": "/nowhere" }, "prestashop")).rejects.toMatchObject({
    code: "input_invalid",
  });
  await expect(checkShopInputs({ "prestashop-dir": "", sandbox: "auto" }, "prestashop")).resolves.toBeUndefined();
  await expect(checkShopInputs({ sandbox: "" }, "node")).resolves.toBeUndefined();
});
