import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkFormat, checkSignatures } from "./check-webhooks.ts";
import { type FakeAnswer, fakePaymentActs, fakeSecret } from "./fake-payment-acts.ts";
import type { Webhook } from "./make-webhook.ts";

const now = 1_700_000_000;

function readEvent(body: string): { id?: unknown; type?: unknown } {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    return {};
  }
}

/** A receiver that does everything right, but for what `slips` says. */
function receiver(slips: { signature?: boolean; time?: boolean; format?: boolean; twice?: boolean } = {}) {
  const seen = new Set<string>();
  return (_method: string, _mood: unknown, args: unknown): FakeAnswer => {
    const { headers, body } = args as Webhook;
    const [signature, timestamp] = [headers["x-signature"] ?? "", headers["x-timestamp"] ?? ""];
    const own = createHmac("sha256", fakeSecret).update(`${timestamp}.${body}`).digest("hex");
    if (!slips.signature && signature !== own) return { value: { status: 401 } };
    if (!slips.time && Math.abs(now - Number(timestamp)) > 300) return { value: { status: 401 } };
    const event = readEvent(body);
    if (!slips.format && (typeof event.id !== "string" || typeof event.type !== "string"))
      return { value: { status: 400 } };
    const isNew = !seen.has(String(event.id));
    seen.add(String(event.id));
    return { value: { status: 200 }, events: isNew || slips.twice ? ["payment.succeeded"] : [] };
  };
}
const acts = (...slips: Parameters<typeof receiver>) => fakePaymentActs(["receiveWebhook"], receiver(...slips));

describe("webhooks", () => {
  it("hold for a receiver that does everything right", async () => {
    expect((await checkSignatures(acts(), fakeSecret)).status).toBe("passed");
    expect((await checkFormat(acts())).status).toBe("passed");
  });

  it("fail, naming each case, for one that takes any signature or any time", async () => {
    expect((await checkSignatures(acts({ signature: true }), fakeSecret)).detail).toContain(
      "signature of another secret: answered 200",
    );
    const late = await checkSignatures(acts({ time: true }), fakeSecret);
    expect([late.status, late.detail]).toEqual(["failed", expect.stringContaining("ten minutes old: answered 200")]);
  });

  it("fail for one that takes bodies without sense, or an event twice", async () => {
    expect((await checkFormat(acts({ format: true }))).detail).toContain("no JSON: answered 200");
    expect((await checkFormat(acts({ twice: true }))).detail).toContain(
      "same event again: published 1 events instead of 0",
    );
  });
});
