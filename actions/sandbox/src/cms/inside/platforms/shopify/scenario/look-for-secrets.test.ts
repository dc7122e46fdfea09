import { expect, it } from "vitest";
import { shop } from "./fake-shop.ts";
import { lookForSecrets } from "./look-for-secrets.ts";

it("finds keys, errors and calls elsewhere in the logs", async () => {
  const world = shop();
  world.logs["shop"] = [{ message: "payment.succeeded" }];
  expect(await lookForSecrets.run(world)).toContain("1 lines");
  world.logs["egress"] = [{ from: "acme-pay", url: "evil.example:443" }];
  await expect(lookForSecrets.run(world)).rejects.toThrow(/evil.example/);
  world.logs["shop"] = [{ message: "shpss_1" }];
  await expect(lookForSecrets.run(world)).rejects.toThrow(/key or token/);
  const silent = shop();
  await expect(lookForSecrets.run(silent)).rejects.toThrow(/wrote nothing/);
  silent.errors.push("TypeError: x");
  await expect(lookForSecrets.run(silent)).rejects.toThrow(/complains: TypeError/);
});
