import { expect, it } from "vitest";
import { findErrors } from "./find-errors.ts";

it("finds PHP's words about the plugin and gaps of the kernel, not those about WordPress", () => {
  const lines = [
    "PHP Warning:  no connection in /tmp/site/wp-includes/update.php on line 2",
    "PHP Deprecated:  x in /tmp/site/wp-content/plugins/salon-pay/includes/a.php on line 3",
    "PHP Notice:  y in /tmp/site/wp-content/plugins/salon-pay-other/a.php on line 3",
    "PHP Fatal error:  Uncaught Plugsmith_Outside_Kernel: WC_Order::get_fees() is outside the contract kernel",
  ];
  expect(findErrors(lines, "salon-pay")).toEqual([lines[1], lines[3]]);
});
