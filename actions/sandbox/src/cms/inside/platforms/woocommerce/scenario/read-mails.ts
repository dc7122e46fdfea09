import { type Act, demand, known } from "../../../world.ts";
import { address } from "./place-order.ts";

/** The shop's letters about a paid order, as WooCommerce would send them. */
export const readMails: Act = {
  id: "mails",
  title: "The shop's letters about the order are whole, and name the way it was paid",
  only: "real",
  async run(world) {
    await world.api("POST", "/forge/v1/queue");
    const title = known(world.found.methodTitle, "The gateway's title");
    const letters = world.readLog("mail").map(({ to, text }) => ({ to: String(to), text: String(text) }));
    const toShopper = letters.filter(({ to }) => to.includes(address["email"] ?? ""));
    demand(toShopper.length > 0, "The shopper gets no letter about the order.");
    demand(
      toShopper.some(({ text }) => text.includes(title)),
      `No letter to the shopper names "${title}".`,
    );
    return `${letters.length} letters, ${toShopper.length} to shoppers`;
  },
};
