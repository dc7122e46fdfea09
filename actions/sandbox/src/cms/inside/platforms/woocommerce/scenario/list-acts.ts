import type { Act } from "../../../world.ts";
import { checkBlocks } from "./check-blocks.ts";
import { checkOut } from "./check-out.ts";
import { checkOutInBlocks } from "./check-out-in-blocks.ts";
import { decline } from "./decline.ts";
import { findInPayments } from "./find-in-payments.ts";
import { installPlugin } from "./install-plugin.ts";
import { keepOrdersAsPosts } from "./keep-orders-as-posts.ts";
import { lookForIncompatibility } from "./look-for-incompatibility.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { readMails } from "./read-mails.ts";
import { refundPart, refundRest, viewOrder } from "./refund-part.ts";
import { removePlugin } from "./remove-plugin.ts";
import { saveSettings } from "./save-settings.ts";
import { sendBadWebhooks } from "./send-bad-webhooks.ts";
import { switchShopOff } from "./switch-shop-off.ts";

/** The life of a payment plugin in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installPlugin,
  saveSettings,
  findInPayments,
  lookForIncompatibility,
  checkBlocks,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  sendBadWebhooks,
  decline,
  checkOutInBlocks,
  keepOrdersAsPosts,
  refundRest,
  readMails,
  lookForSecrets,
  switchShopOff,
  removePlugin,
];
