import type { Act } from "../../../world.ts";
import { checkBlocks } from "./check-blocks.ts";
import { checkOut } from "./check-out.ts";
import { installPlugin } from "./install-plugin.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { removePlugin } from "./remove-plugin.ts";
import { saveSettings } from "./save-settings.ts";
import { sendBadWebhooks } from "./send-bad-webhooks.ts";

/** The life of a payment plugin in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installPlugin,
  saveSettings,
  checkBlocks,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  sendBadWebhooks,
  lookForSecrets,
  removePlugin,
];
