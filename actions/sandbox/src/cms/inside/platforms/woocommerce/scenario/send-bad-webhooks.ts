import { makeBadWebhooks } from "../../../acts/send-bad-webhooks.ts";
import { readOrder } from "./pay.ts";

/** A real shop touches other fields of an order by itself, in the background. */
export const sendBadWebhooks = makeBadWebhooks(async (world) => {
  const { status, transaction_id, refunds } = await readOrder(world);
  return [status, transaction_id, refunds];
});
