import { type Act, demand, known } from "../../../world.ts";
import { menu, order, panel } from "../selectors.ts";
import { readOrder } from "./ask-shop.ts";
import { openDeskPage } from "./open-desk-page.ts";
import { photographDesk } from "./photograph-desk.ts";
import { readPart } from "./read-part.ts";

/** The desk looks at the order. */
export const viewOrder: Act = {
  id: "order",
  title: "The desk sees the paid order",
  async run(world) {
    const { admin, found } = world;
    const module = known(found.gatewayId, "The module");
    await openDeskPage(admin, menu.orders);
    await openDeskPage(admin, order.link);
    const words = await readPart(admin, order.body, "The order");
    const facts = await readOrder(world);
    const [transaction = "?"] = facts.transactions;
    demand(words.includes(transaction), "The order page does not show the payment's id.");
    const own = await readPart(admin, panel(module), "What the module shows of the order");
    demand(own.includes(transaction), "The module's panel does not show the payment's id.");
    demand(!/&[a-z]+;|&#\d+;/.test(own), "The module's panel shows an escaped character.");
    await photographDesk(world, "order");
    return `order ${facts.reference}, payment ${transaction}`;
  },
};

/** The desk pays 5.00 back with PrestaShop's own button "Partial refund". */
export const refundPart: Act = {
  id: "refund",
  title: "A part is refunded from the order page",
  needs: "refunds",
  async run(world) {
    const { admin, provider, found } = world;
    const module = known(found.gatewayId, "The module");
    await admin.locator(order.refund).click();
    await admin.locator(order.quantity).first().fill("1");
    // The shop proposes the price of one; the desk types another amount over it.
    await admin.locator(order.quantity).first().dispatchEvent("change");
    await admin.locator(order.amount).first().fill("5.00");
    await admin.locator(order.save).click();
    await admin.locator(`${order.done}, ${order.problem}`).first().waitFor();
    const refused = (await admin.locator(order.problem).count()) > 0;
    demand(
      !refused,
      `The refund was refused: ${refused ? await admin.locator(order.problem).first().innerText() : ""}`,
    );
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds");
    const request = asked[0]?.request as { amount?: number } | undefined;
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
    demand(request?.amount === 500, `The provider was asked to refund ${request?.amount}, not 500 minor units.`);
    const facts = await readOrder(world);
    demand(facts.slips.join() === "500", `The shop's credit slips are ${facts.slips.join()}, not 500.`);
    demand(facts.state === "paid", `A part was refunded, and the order became "${facts.state}".`);
    const { id = "?" } = (asked[0]?.answer ?? {}) as { id?: string };
    demand(
      (await admin.locator(panel(module)).innerText()).includes(id),
      "The module's panel does not show the refund.",
    );
    await photographDesk(world, "refund");
    return `5.00 of ${(facts.total / 100).toFixed(2)}; the provider and the shop agree`;
  },
};
