import { expect, it } from "vitest";
import { listDriverMethods } from "./list-driver-methods.ts";

it("wants a method for each event that is promised", () => {
  expect(listDriverMethods([])).toEqual([]);
  expect(listDriverMethods(["payment.failed"])).toEqual(["capturePayment"]);
  expect(listDriverMethods(["checkout.created", "payment.succeeded", "refund.issued"])).toEqual([
    "createCheckout",
    "capturePayment",
    "refundPayment",
  ]);
});
