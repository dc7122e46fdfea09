import { createHmac } from "node:crypto";
import { type ContractCheck, judge } from "./contract-check.ts";
import { names, statusOf } from "./describe-observed.ts";
import { makeWebhook, type Webhook } from "./make-webhook.ts";
import type { PaymentActs } from "./payment-acts.ts";

interface Case {
  readonly what: string;
  readonly hook: Webhook;
  readonly status: number;
  /** How many events it may publish. */
  readonly events: number;
}

async function play(acts: PaymentActs, cases: readonly Case[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { what, hook, status, events } of cases) {
    const seen = await acts.deliver(hook);
    if (statusOf(seen) !== status) wrong.push(`${what}: answered ${statusOf(seen)} instead of ${status}`);
    if (names(seen).length !== events)
      wrong.push(`${what}: published ${names(seen).length} events instead of ${events}`);
  }
  return wrong;
}

/** Only what the provider signed within five minutes may have an effect. */
export async function checkSignatures(acts: PaymentActs, secret: string): Promise<ContractCheck> {
  const body = acts.event("evt_signature", "payment.succeeded", await acts.open());
  const good = acts.sign(body);
  const signedAt = Number(good.headers["x-timestamp"]);
  const without = (name: string) => ({
    body,
    headers: Object.fromEntries(Object.entries(good.headers).filter(([key]) => key !== name)),
  });
  const bare = createHmac("sha256", secret).update(body).digest("hex");
  const refused = (what: string, hook: Webhook): Case => ({ what, hook, status: 401, events: 0 });
  return judge(
    "webhooks",
    "signature_validation",
    await play(acts, [
      refused("no signature", without("x-signature")),
      refused("no timestamp", without("x-timestamp")),
      refused("empty signature", { body, headers: { ...good.headers, "x-signature": "" } }),
      refused("signature of another secret", makeWebhook(`${secret}x`, body, signedAt)),
      refused("changed body", { ...good, body: body.replace("1999", "1") }),
      refused("changed timestamp", { body, headers: { ...good.headers, "x-timestamp": String(signedAt - 1) } }),
      refused("signature without timestamp", { body, headers: { ...good.headers, "x-signature": bare } }),
      refused("ten minutes old", acts.sign(body, 600)),
      refused("ten minutes ahead", acts.sign(body, -600)),
      { what: "good signature", hook: good, status: 200, events: 1 },
    ]),
  );
}

/** A signed body must be well-formed to have an effect, and has it once. */
export async function checkFormat(acts: PaymentActs): Promise<ContractCheck> {
  const malformed = (what: string, body: string): Case => ({ what, hook: acts.sign(body), status: 400, events: 0 });
  const once = acts.sign(acts.event("evt_format", "payment.succeeded", await acts.open()));
  return judge(
    "webhooks",
    "payload_format",
    await play(acts, [
      malformed("no JSON", "amount=1999"),
      malformed("empty body", ""),
      malformed("a number", "7"),
      malformed("null", "null"),
      malformed("a list", "[]"),
      malformed("no id", JSON.stringify({ type: "payment.succeeded", data: {} })),
      malformed("no type", JSON.stringify({ id: "evt_untyped", data: {} })),
      { what: "first delivery", hook: once, status: 200, events: 1 },
      { what: "same event again", hook: once, status: 200, events: 0 },
    ]),
  );
}
