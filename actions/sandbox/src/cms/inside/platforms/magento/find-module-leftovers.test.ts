import { expect, it } from "vitest";
import { findModuleLeftovers } from "./find-module-leftovers.ts";

const own = ["acme_pay", "plugsmith_acme_pay", "Plugsmith_AcmePay"];

it("forgives what the shop makes itself, and nothing that bears the module's name", () => {
  const before = { tables: ["sales_order"], config: [] };
  const config = ["payment/checkmo/active", "payment/acme_pay/active", "carriers/ups/active"];
  const after = { tables: ["sales_order", "some_event"], config, files: ["var/sessions/sess_1"] };
  expect(findModuleLeftovers(before, after, own)).toEqual([
    "tables:some_event",
    "config:payment/acme_pay/active",
    "config:carriers/ups/active",
  ]);
});
