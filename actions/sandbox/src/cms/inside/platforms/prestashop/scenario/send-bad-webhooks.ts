import { type Act, demand, known } from "../../../world.ts";
import { readOrder } from "./ask-shop.ts";

const hour = 3600;

/** Webhooks that a stranger sends, and one that the provider sends twice. */
export const sendBadWebhooks: Act = {
  id: "bad-webhooks",
  title: "Bad signatures and old webhooks are refused, repeated ones do nothing",
  needs: "webhooks",
  async run(world) {
    const { provider } = world;
    const { double } = provider;
    const { id: checkoutId, reference } = known(double.checkouts()[0], "The checkout");
    const now = world.now();
    const event = { id: "evt_forged", type: "payment.failed", data: { checkoutId, reference, reason: "forged" } };
    const before = JSON.stringify(await readOrder(world));
    const good = double.sign(event, now);
    const cases = {
      "with another secret": double.sign(event, now, "not-the-secret"),
      "with a changed body": { ...good, body: good.body.replace("forged", "changed") },
      "without a signature": { ...good, headers: { "content-type": "application/json" } },
      "an hour old": double.sign(event, now - hour),
      "an hour ahead": double.sign(event, now + hour),
    };
    for (const [name, webhook] of Object.entries(cases)) {
      const status = await provider.deliver(webhook);
      demand(status === 401, `A webhook ${name} was answered ${status}, not 401.`);
    }
    const again = await provider.deliver(double.pay(checkoutId, now));
    demand(again === 200, `The same webhook again was answered ${again}, not 200.`);
    demand(JSON.stringify(await readOrder(world)) === before, "A refused or repeated webhook changed the order.");
    return `${Object.keys(cases).length} refused with 401, a repeated one answered 200; the order did not change`;
  },
};
