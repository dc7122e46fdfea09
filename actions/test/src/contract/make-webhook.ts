import { createHmac } from "node:crypto";

export interface Webhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A webhook as the provider sends it: `x-signature` = hex HMAC-SHA256 of `${timestamp}.${body}`, `x-timestamp` in Unix
 * seconds.
 */
export function makeWebhook(secret: string, body: string, timestamp: number): Webhook {
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return {
    headers: { "content-type": "application/json", "x-signature": signature, "x-timestamp": String(timestamp) },
    body,
  };
}

/** The body of an event. */
export function makeEventBody(id: string, type: string, data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ id, type, data });
}
