import { expect, it } from "vitest";
import { pay, settings } from "./selectors.ts";

it("looks for fields by the end of their ids, because the middle of them depends on the country", () => {
  expect(settings.head("acme_pay")).toBe('a[id$="_acme_pay-head"]');
  expect(settings.field("api_key")).toBe(':is(input, select)[id$="_provider_api_key"]');
  expect(pay.method("acme_pay")).toBe(".payment-method:has(#acme_pay)");
});
