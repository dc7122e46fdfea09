import { expect, it } from "vitest";
import { findModuleLeftovers } from "./find-module-leftovers.ts";

const before = { tables: ["ps_cart"], configuration: ["PS_SHOP_NAME"], files: ["modules/ps_wirepayment"] };

it("finds what holds the module's name, in any case of letters, wherever it is", () => {
  const after = {
    tables: ["ps_cart", "ps_salonpay_payment"],
    configuration: ["PS_SHOP_NAME", "CONF_SALONPAY_FIXED", "PS_CONFIGURED_LATER"],
    files: ["modules/ps_wirepayment", "img/salonpay.png", "img/tmp"],
  };
  expect(findModuleLeftovers(before, after, "salonpay")).toEqual([
    "tables:ps_salonpay_payment",
    "configuration:CONF_SALONPAY_FIXED",
    "files:img/salonpay.png",
  ]);
});

it("finds a table, a setting or a state under another name too", () => {
  const after = { ...before, tables: ["ps_cart", "ps_hidden"], configuration: ["OTHER"], orderStates: ["15:salon"] };
  expect(findModuleLeftovers(before, after, "salonpay")).toEqual([
    "tables:ps_hidden",
    "configuration:OTHER",
    "orderStates:15:salon",
  ]);
});
