import { describe, expect, it } from "vitest";
import { makeModuleName } from "./make-module-name.ts";

describe("makeModuleName", () => {
  it("joins the words and ends with pay, so that it is no class of PHP or of a shop", () => {
    expect(["acme-pay", "souq-2-pay", "class", "order-payment", "cart"].map(makeModuleName)).toEqual([
      "acmepay",
      "souq2pay",
      "classpay",
      "orderpaymentpay",
      "cartpay",
    ]);
  });
});
