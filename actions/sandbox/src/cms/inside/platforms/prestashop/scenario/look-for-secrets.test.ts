import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { fakePrestashop } from "../fake-prestashop.ts";
import { order } from "../selectors.ts";
import { lookForSecrets } from "./look-for-secrets.ts";

function shop() {
  const world = fakePrestashop();
  world.admin.elements.set(order.body, { text: "Order" });
  return world;
}

it("finds the module's own lines and nothing bad", async () => {
  const world = shop();
  world.errors.push("PHP Deprecated: utf8_encode() in /tmp/site/vendor/x.php");
  expect(await lookForSecrets.run(world)).toMatch(/^1 lines/);
});

it("fails for a key in the shop's log, for PHP's words about the module, and for a module that logs nothing", async () => {
  const told = shop();
  told.answers["GET /log"] = fakeAnswer(200, [{ message: `salonpay ${told.keys.apiKey}` }]);
  await expect(lookForSecrets.run(told)).rejects.toThrow(/apiKey stands in a log/);
  const noisy = shop();
  noisy.errors.push("PHP Warning: Undefined variable $x in /tmp/site/modules/salonpay/salonpay.php on line 3");
  await expect(lookForSecrets.run(noisy)).rejects.toThrow(/complains about the module: .*Undefined variable/);
  const quiet = shop();
  quiet.answers["GET /log"] = fakeAnswer(200, []);
  await expect(lookForSecrets.run(quiet)).rejects.toThrow(/wrote nothing/);
});
