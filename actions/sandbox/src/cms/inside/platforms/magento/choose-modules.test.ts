import { expect, it } from "vitest";
import { chooseModulesOff } from "./choose-modules.ts";

it("leaves off what needs an account elsewhere or a second device, and nothing that a shop sells with", () => {
  const off = ["Magento_TwoFactorAuth", "Magento_PaypalGraphQl", "PayPal_Braintree", "Magento_CatalogAnalytics"];
  const on = [
    "Magento_Checkout",
    "Magento_InventorySales",
    "Magento_GoogleAnalytics",
    "Magento_Vault",
    "Magento_PaymentGraphQl",
  ];
  expect(chooseModulesOff([...on, ...off])).toEqual([...off].sort());
});
