import { makeBadWebhooks } from "../../../acts/send-bad-webhooks.ts";
import type { Act } from "../../../world.ts";
import { checkOut } from "./check-out.ts";
import { decline } from "./decline.ts";
import { compileModule, installModule } from "./install-module.ts";
import { lookForSecrets } from "./look-for-secrets.ts";
import { openShop } from "./open-shop.ts";
import { pay } from "./pay.ts";
import { readOrder } from "./read-shop.ts";
import { refundPart, refundRest, viewOrder } from "./refund-part.ts";
import { removeModule } from "./remove-module.ts";
import { saveSettings } from "./save-settings.ts";

/** The life of a payment module in a shop, in order. */
export const listActs = (): Act[] => [
  openShop,
  installModule,
  compileModule,
  saveSettings,
  checkOut,
  pay,
  viewOrder,
  refundPart,
  refundRest,
  makeBadWebhooks(readOrder),
  lookForSecrets,
  decline,
  removeModule,
];
