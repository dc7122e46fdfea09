import { createHmac } from "node:crypto";
import type { Probe } from "@plugsmith/action-kit/probe";
import { type ContractCheck, judge } from "./contract-check.ts";
import { names, statusOf } from "./describe-observed.ts";
import { makeEventBody, makeWebhook, type Webhook } from "./make-webhook.ts";

const callMs = 10_000;

interface Case {
  readonly what: string;
  readonly hook: Webhook;
  readonly status: number;
  /** How many events it may publish. */
  readonly events: number;
}

const deliver = (probe: Probe, hook: Webhook) =>
  probe.observe(() => probe.process.call("receiveWebhook", hook, { timeoutMs: callMs }));

async function play(probe: Probe, cases: readonly Case[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { what, hook, status, events } of cases) {
    const seen = await deliver(probe, hook);
    if (statusOf(seen) !== status) wrong.push(`${what}: answered ${statusOf(seen)} instead of ${status}`);
    if (names(seen).length !== events)
      wrong.push(`${what}: published ${names(seen).length} events instead of ${events}`);
  }
  return wrong;
}

const paid = (id: string) =>
  makeEventBody(id, "payment.succeeded", { id: "payments_77", amount: 1999, currency: "EUR" });

/** Only what the provider signed within five minutes may have an effect. */
export async function checkSignatures(probe: Probe, nowSeconds: number): Promise<ContractCheck> {
  const secret = probe.config["webhookSecret"] ?? "";
  const body = paid("evt_signature");
  const good = makeWebhook(secret, body, nowSeconds);
  const without = (name: string) => ({
    body,
    headers: Object.fromEntries(Object.entries(good.headers).filter(([key]) => key !== name)),
  });
  const bare = createHmac("sha256", secret).update(body).digest("hex");
  const refused = (what: string, hook: Webhook): Case => ({ what, hook, status: 401, events: 0 });
  return judge(
    "webhooks",
    "signature_validation",
    await play(probe, [
      refused("no signature", without("x-signature")),
      refused("no timestamp", without("x-timestamp")),
      refused("empty signature", { body, headers: { ...good.headers, "x-signature": "" } }),
      refused("signature of another secret", makeWebhook(`${secret}x`, body, nowSeconds)),
      refused("changed body", { ...good, body: body.replace("1999", "1") }),
      refused("changed timestamp", { body, headers: { ...good.headers, "x-timestamp": String(nowSeconds - 1) } }),
      refused("signature without timestamp", { body, headers: { ...good.headers, "x-signature": bare } }),
      refused("ten minutes old", makeWebhook(secret, body, nowSeconds - 600)),
      refused("ten minutes ahead", makeWebhook(secret, body, nowSeconds + 600)),
      { what: "good signature", hook: good, status: 200, events: 1 },
    ]),
  );
}

/** A signed body must be well-formed to have an effect, and has it once. */
export async function checkFormat(probe: Probe, nowSeconds: number): Promise<ContractCheck> {
  const secret = probe.config["webhookSecret"] ?? "";
  const signed = (body: string) => makeWebhook(secret, body, nowSeconds);
  const malformed = (what: string, body: string): Case => ({ what, hook: signed(body), status: 400, events: 0 });
  const once = signed(paid("evt_format"));
  return judge(
    "webhooks",
    "payload_format",
    await play(probe, [
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
