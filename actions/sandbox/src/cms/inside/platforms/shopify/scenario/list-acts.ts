import { makeBadWebhooks } from "../../../acts/send-bad-webhooks.ts";
import type { Act } from "../../../world.ts";
import { checkOut } from "./check-out.ts";
import { installApp } from "./install-app.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { readOrder } from "./read-order.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { refuseStrangers } from "./refuse-strangers.ts";
import { removeApp } from "./remove-app.ts";
import { saveSettings } from "./save-settings.ts";

/** The life of a payments app in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installApp,
  saveSettings,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  makeBadWebhooks(readOrder),
  refuseStrangers,
  lookForSecrets,
  removeApp,
];
