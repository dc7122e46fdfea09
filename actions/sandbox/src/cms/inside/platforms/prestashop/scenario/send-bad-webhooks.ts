import { makeBadWebhooks } from "../../../acts/send-bad-webhooks.ts";
import { readOrder } from "./ask-shop.ts";

export const sendBadWebhooks = makeBadWebhooks(readOrder);
