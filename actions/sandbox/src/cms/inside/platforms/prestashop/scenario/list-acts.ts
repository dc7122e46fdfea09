import type { Act } from "../../../world.ts";
import { checkOut } from "./check-out.ts";
import { decline } from "./decline.ts";
import { installModule } from "./install-module.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { refundPart, viewOrder } from "./refund-part.ts";
import { giveVoucher, refundRest } from "./refund-rest.ts";
import { removeModule } from "./remove-module.ts";
import { saveSettings } from "./save-settings.ts";
import { sendBadWebhooks } from "./send-bad-webhooks.ts";

/** The life of a payment module in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installModule,
  saveSettings,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  giveVoucher,
  refundRest,
  sendBadWebhooks,
  lookForSecrets,
  decline,
  removeModule,
];
