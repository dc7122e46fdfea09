import { expect, it } from "vitest";
import { order, shop } from "./fake-shop.ts";
import { pay } from "./pay.ts";

it("wants the session resolved once, and the webhook answered 200", async () => {
  const world = shop();
  const onClick = () => void (world.shopper.address = "https://corner-shop.myshopify.com/thank-you/1001");
  world.shopper.elements.set("#pay", { onClick });
  await expect(pay.run(world)).rejects.toThrow(/answered undefined/);
  await world.provider.deliver(world.provider.double.sign({}, world.now()));
  expect(await pay.run(world)).toContain("resolved once");
  const twice = shop(order({ timeline: ["paymentSessionResolve", "paymentSessionResolve"] }));
  twice.shopper.elements.set("#pay", { onClick: () => void (twice.shopper.address = "https://x/thank-you/1") });
  await expect(pay.run(twice)).rejects.toThrow(/2 times/);
  const open = shop(order({ state: "open" }));
  open.shopper.elements.set("#pay", { onClick: () => void (open.shopper.address = "https://x/thank-you/1") });
  await expect(pay.run(open)).rejects.toThrow(/is "open"/);
});
