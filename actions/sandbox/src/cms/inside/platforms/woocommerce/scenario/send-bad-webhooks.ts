import { type Act, demand, type World } from "../../../world.ts";
import { readOrder } from "./pay.ts";

const hour = 3600;

/** What a webhook could change; a real shop touches other fields of an order by itself, in the background. */
async function readMoney(world: World): Promise<string> {
  const { status, transaction_id, refunds } = await readOrder(world);
  return JSON.stringify([status, transaction_id, refunds]);
}

/** Webhooks that a stranger sends, and one that the provider sends twice. */
export const sendBadWebhooks: Act = {
  id: "bad-webhooks",
  title: "Bad signatures and old webhooks are refused, repeated ones do nothing",
  needs: "webhooks",
  async run(world) {
    const { provider } = world;
    const { double } = provider;
    const checkout = double.checkouts()[0];
    demand(checkout !== undefined, "There is no checkout.");
    const now = world.now();
    const { id: checkoutId, reference } = checkout;
    const event = { id: "evt_forged", type: "payment.failed", data: { checkoutId, reference, reason: "forged" } };
    const before = await readMoney(world);
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
    demand((await readMoney(world)) === before, "A refused or repeated webhook changed the order.");
    return `${Object.keys(cases).length} refused with 401, a repeated one answered 200; the order did not change`;
  },
};
