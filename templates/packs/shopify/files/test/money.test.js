import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMinorUnits } from "../web/src/money.js";

describe("amounts", () => {
  it("are read exactly, by the decimals of their currency", () => {
    for (const [amount, currency, units] of [
      ["19.99", "EUR", 1999], ["0.29", "EUR", 29], ["1.1", "USD", 110], ["5", "EUR", 500], ["500.00", "JPY", 500], ["500", "JPY", 500],
      ["1.234", "KWD", 1234], ["999999999.99", "EUR", 99_999_999_999],
    ])
      assert.equal(readMinorUnits(amount, currency), units, `${amount} ${currency}`);
  });

  it("that are none are refused", () => {
    for (const [amount, currency] of [
      ["0", "EUR"], ["-1.00", "EUR"], ["1.999", "EUR"], ["1.5", "JPY"], ["1e3", "EUR"], ["1,00", "EUR"], [" 1", "EUR"], ["", "EUR"], [1.5, "EUR"],
      ["1.00", "eur"], ["1.00", undefined], ["9".repeat(13), "EUR"],
    ])
      assert.equal(readMinorUnits(amount, currency), undefined, `${amount} ${currency}`);
  });
});
