import { makeBadWebhooks } from "../../../acts/send-bad-webhooks.ts";
import type { Act } from "../../../world.ts";
import { checkOut } from "./check-out.ts";
import { installModule } from "./install-module.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { readOrder } from "./read-shop.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { removeModule } from "./remove-module.ts";
import { saveSettings } from "./save-settings.ts";

/** The life of a payment module in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installModule,
  saveSettings,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  makeBadWebhooks(readOrder),
  lookForSecrets,
  removeModule,
];
