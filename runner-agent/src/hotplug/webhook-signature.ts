import { createHmac, timingSafeEqual } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";

export interface WebhookHeaders {
  readonly id: string | undefined;
  /** Seconds since 1970, as text. */
  readonly timestamp: string | undefined;
  /** One or more of `v1,<base64>`, separated by spaces. */
  readonly signature: string | undefined;
}

/** How far a sender's clock may be off; older deliveries are replays (standardwebhooks.com says five minutes). */
const toleranceSeconds = 300;

const idPattern = /^[A-Za-z0-9._-]{8,64}$/;

/** HMAC-SHA256 over `<id>.<timestamp>.<body>`, as standardwebhooks.com has it; `v1,` and base64. */
export function makeWebhookSignature(key: Uint8Array, id: string, timestamp: string, body: Uint8Array): string {
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

const refuse = (message: string, hint: string) => new ForgeError("signature_invalid", { message, hint });

/**
 * The delivery's id, when one of its signatures fits these raw bytes and it is fresh. `now` in ms since 1970.
 * @throws ForgeError `signature_invalid`.
 */
export function checkWebhookSignature(key: Uint8Array, headers: WebhookHeaders, body: Uint8Array, now: number): string {
  const { id = "", timestamp = "", signature = "" } = headers;
  if (!idPattern.test(id) || !/^\d{1,12}$/.test(timestamp) || signature === "")
    throw refuse(
      "The delivery is not signed: webhook-id, webhook-timestamp and webhook-signature are needed.",
      "webhook-id has 8 to 64 letters, digits, dots, dashes; webhook-timestamp is in seconds.",
    );
  const wanted = Buffer.from(makeWebhookSignature(key, id, timestamp, body));
  const fits = signature
    .slice(0, 1_000)
    .split(" ")
    .map((one) => Buffer.from(one))
    .some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
  if (!fits)
    throw refuse(
      "No signature of the delivery fits its bytes and this bench's key.",
      "Sign <id>.<timestamp>.<body> with HMAC-SHA256 and the key of sources.webhook.keyFile: v1,<base64>.",
    );
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds)
    throw refuse(
      "The delivery is older or newer than five minutes.",
      "Set the clocks; sign it again to send it again.",
    );
  return id;
}
