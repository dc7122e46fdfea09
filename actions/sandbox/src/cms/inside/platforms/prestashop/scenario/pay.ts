import { countTexts } from "../../../count-texts.ts";
import { type Act, demand, known } from "../../../world.ts";
import { thanks } from "../selectors.ts";
import { readOrder } from "./ask-shop.ts";
import { readPart } from "./read-part.ts";

/** The shopper pays: a signed webhook reaches the shop first, then the shopper comes back to the confirmation. */
export const pay: Act = {
  id: "pay",
  title: "A signed webhook pays the order; the shopper is thanked",
  async run(world) {
    const { shopper, plan, provider, found } = world;
    const said = thanks(known(found.gatewayId, "The module"));
    await world.photograph(shopper, "provider-desktop");
    await shopper.locator("#pay").click();
    await shopper.waitForURL(/order-confirmation/, { waitUntil: "load" });
    await shopper.evaluate(`document.querySelector("${said}")?.scrollIntoView({ block: "center" })`);
    await world.photograph(shopper, "confirmation-desktop");
    const words = await readPart(shopper, said, "What the module says of the payment");
    demand(words.trim() !== "", "The confirmation says nothing about the payment.");
    const { texts } = plan.plugin;
    demand(texts.length === 0 || countTexts(words, texts) > 0, `The confirmation shows no text of ${plan.locale}.`);
    const order = await readOrder(world);
    found.orderId = order.id;
    found.orderReference = order.reference;
    const checkout = known(provider.double.checkouts()[0], "The checkout");
    demand(order.state === "paid", `The order is in state "${order.state}" after the payment, not "paid".`);
    demand(order.module === found.gatewayId, `The order belongs to the module "${order.module}".`);
    demand(order.total === checkout.amount, `The order asks for ${order.total}, the provider took ${checkout.amount}.`);
    demand(
      order.paid === checkout.amount,
      `The shop noted ${order.paid} as paid, the provider took ${checkout.amount}.`,
    );
    const [transaction, ...more] = order.transactions;
    demand(
      transaction === checkout.paymentId && more.length === 0,
      `The order's transactions are "${order.transactions.join()}", not ${checkout.paymentId}.`,
    );
    if (!plan.features.includes("webhooks")) return `order ${order.reference} paid on the way back, ${transaction}`;
    const sent = provider.records.filter(({ direction }) => direction === "out");
    demand(sent.length === 1 && sent[0]?.status === 200, `The webhook was answered ${sent[0]?.status}, not 200.`);
    return `webhook answered 200, order ${order.reference} is paid, transaction ${transaction}`;
  },
};
