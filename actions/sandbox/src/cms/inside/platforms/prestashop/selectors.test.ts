import { expect, it } from "vitest";
import { moduleActions, moduleRow, payment, settings, thanks } from "./selectors.ts";

it("names a module's row, actions, fields and payment option by its technical name", () => {
  expect(moduleRow("salonpay")).toContain('data-tech-name="salonpay"');
  expect(moduleActions("salonpay").confirm).toContain("module-modal-confirm-salonpay-uninstall");
  expect(settings("salonpay").field("API_KEY")).toBe("#SALONPAY_API_KEY");
  expect(payment.option("salonpay")).toContain('data-module-name="salonpay"');
  expect(thanks("salonpay")).toContain(".salonpay-notice");
});
