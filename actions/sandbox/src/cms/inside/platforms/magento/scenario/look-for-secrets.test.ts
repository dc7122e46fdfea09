import { expect, it } from "vitest";
import { has, shop } from "./fake-shop.ts";
import { lookForSecrets } from "./look-for-secrets.ts";

it("finds keys and complaints in the logs", async () => {
  const world = shop();
  has(world.admin, "body");
  world.logs["shop"] = [{ message: "payment.succeeded" }];
  expect(await lookForSecrets.run(world)).toContain("1 jobs ran");
  world.errors.push("PHP 2: x in y:1");
  await expect(lookForSecrets.run(world)).rejects.toThrow(/PHP or the browser complains/);
  world.logs["shop"] = [{ message: world.keys.apiKey }];
  await expect(lookForSecrets.run(world)).rejects.toThrow(/apiKey stands in a log/);
});
