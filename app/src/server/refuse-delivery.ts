import { ForgeError } from "@plugsmith/schemas";

const hints: Readonly<Record<number, string>> = {
  400: "Send what GitHub sends, byte by byte.",
  401: "Set the same webhook secret in the App's settings and in WEBHOOK_SECRET.",
  404: "Webhooks go to /api/github/webhooks.",
  405: "The allow header names the method.",
  408: "Send it faster.",
  411: "Send content-length, or a chunked body.",
  413: "Nothing is lost: the next sweep reads the facts from GitHub. DELIVERY_LIMITS raises the limit.",
  415: "Set the webhook's content type to application/json, without content encoding.",
  417: "Send no other expectation than 100-continue.",
  422: "Send JSON.",
  429: "Wait for your other requests to end.",
  431: "Send fewer headers.",
  503: "Send it again later, or wait for the next sweep.",
};

/** A refusal at the door, with the HTTP status in `facts.status`. */
export function refuseDelivery(status: number, message: string): ForgeError {
  const hint = hints[status];
  return new ForgeError("delivery_refused", { message, facts: { status }, ...(hint && { hint }) });
}
