/** @import { AppRequest, AppResponse, Ports } from "./types.js" */
import { empty } from "./answers.js";

/**
 * Shopify's own webhooks: the end of an installation, and what privacy law asks for. This app keeps nothing about
 * customers (payments hold amounts and ids only), so there is nothing to hand out or to redact for one of them.
 * @param {Ports} ports
 */
export function createShopifyWebhooks(ports) {
  return {
    /** @param {AppRequest} request @returns {Promise<AppResponse>} */
    async receive(request) {
      const checked = await ports.shopify.checkWebhook(request);
      if (!checked.ok) return empty(401);
      const { topic, shop } = checked;
      switch (topic.toLowerCase().replace("_", "/")) {
        case "app/uninstalled":
        case "shop/redact":
          await ports.store.forgetShop(shop);
          ports.log("info", "Everything about a shop was removed.", { shop, topic });
          break;
        case "customers/data/request":
        case "customers/data_request":
        case "customers/redact":
          ports.log("info", "A privacy request was answered: nothing is kept about customers.", { shop, topic });
          break;
        default:
          ports.log("warn", "A webhook of Shopify has a topic that this app did not ask for.", { shop });
      }
      return empty(200);
    },
  };
}
