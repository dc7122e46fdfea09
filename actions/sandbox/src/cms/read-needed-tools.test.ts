import { expect, it } from "vitest";
import { makeRequireTools } from "./read-needed-tools.ts";

const shop = { product: "Shop", programs: ["/usr/sbin/shopd"], extensions: ["gd"], install: "apt-get install shop" };
const require = makeRequireTools({ ...shop, option: "--shop-dir" });

it("says all that is missing at once, and is silent when nothing is", async () => {
  const none = require(() => false, async () => undefined);
  await expect(none).rejects.toMatchObject({
    code: "tool_missing",
    message: "A real Shop cannot start on this machine: /usr/sbin/shopd, PHP's gd missing.",
    hint: "apt-get install shop (no database service is needed), or leave --shop-dir out.",
  });
  const all = require(() => true, async () => ({ extensions: ["gd"] }));
  await expect(all).resolves.toBeUndefined();
});
