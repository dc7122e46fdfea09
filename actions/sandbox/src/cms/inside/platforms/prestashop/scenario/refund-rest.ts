import { type Act, demand, known, type World } from "../../../world.ts";
import { menu, order, panel } from "../selectors.ts";
import { readOrder, readShop } from "./ask-shop.ts";
import { openDeskPage } from "./open-desk-page.ts";

const countRefunds = ({ provider }: World) => provider.records.filter(({ url }) => url === "/v1/refunds").length;

async function openOrder({ admin }: World): Promise<void> {
  await openDeskPage(admin, menu.orders);
  await openDeskPage(admin, order.link);
}

/** The desk gives a voucher in place of the money: the provider hears nothing of it. */
export const giveVoucher: Act = {
  id: "voucher",
  title: "A voucher in place of money gives no money back",
  needs: "refunds",
  async run(world) {
    const { admin } = world;
    await openOrder(world);
    const before = countRefunds(world);
    await admin.locator(order.refund).click();
    await admin.locator(order.quantity).first().fill("1");
    await admin.locator(order.quantity).first().dispatchEvent("change");
    await admin.locator(order.amount).first().fill("3.00");
    // The box itself is hidden behind a drawn one.
    await admin.evaluate(`document.querySelector("${order.voucher}").click()`);
    await admin.locator(order.save).click();
    await admin.locator(order.done).first().waitFor();
    const { slips } = await readOrder(world);
    demand(slips.join() === "500,300", `The shop's credit slips are ${slips.join()}, not 500,300.`);
    demand(countRefunds(world) === before, "The provider was asked for money that went out as a voucher.");
    return "a credit slip of 3.00 and a voucher; the provider was asked for nothing";
  },
};

/** The desk sets the order to "Refunded": all that is left goes back, once. */
export const refundRest: Act = {
  id: "refund-rest",
  title: "Set to refunded, the order gives the rest back",
  needs: "refunds",
  async run(world) {
    const { admin, provider, found } = world;
    await openOrder(world);
    const before = countRefunds(world);
    const state = known((await readShop(world)).refundedState, "The state Refunded");
    // A real shop's list is drawn anew by jQuery; the kernel's is as it is.
    await admin.evaluate(
      `((list) => { list.value = "${state}"; window.jQuery?.(list).trigger("change"); })(document.querySelector("${order.state}"))`,
    );
    await admin.locator(order.setState).first().click();
    await admin.locator(order.done).first().waitFor();
    const asked = provider.records.filter(({ url }) => url === "/v1/refunds").slice(before);
    const amount = (asked[0]?.request as { amount?: number } | undefined)?.amount;
    const facts = await readOrder(world);
    demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} more refunds, not one.`);
    demand(amount === facts.total - 500, `The provider was asked for ${amount}; ${facts.total - 500} was left.`);
    demand(facts.state === "refunded", `The order is "${facts.state}", not "refunded".`);
    const { id = "?" } = (asked[0]?.answer ?? {}) as { id?: string };
    const own = await admin.locator(panel(known(found.gatewayId, "The module"))).innerText();
    demand(own.includes(id), "The module's panel does not show the second refund.");
    return `${(amount / 100).toFixed(2)} more; the order is refunded`;
  },
};
