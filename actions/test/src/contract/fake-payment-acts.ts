import type { Observed, ProviderMood } from "@plugsmith/action-kit/probe";
import { makeEventBody, makeWebhook, type Webhook } from "./make-webhook.ts";
import type { PaymentActs } from "./payment-acts.ts";

/** What a made-up plugin does with one call. */
export interface FakeAnswer {
  readonly fails?: boolean;
  readonly value?: unknown;
  readonly events?: readonly string[];
  /** Resources that the provider was asked for. */
  readonly asked?: readonly string[];
}

export const fakeSecret = "whsec_fake";

export function makeObserved({ fails, value = null, events = [], asked = [] }: FakeAnswer): Observed {
  return {
    answer: fails ? { ok: false, error: new Error("no") } : { ok: true, value },
    emitted: events.map((event) => ({ event, data: {} })),
    requests: asked.map((resource, index) => ({
      ...{
        method: "POST",
        url: `https://p.example/v1/${resource}`,
        path: `/v1/${resource}`,
        headers: {},
        body: "{}",
        at: 0,
      },
      answer: { id: `${resource}_${index}` },
    })),
  };
}

/** Acts on a made-up plugin: `play` says what it does with a method, in which mood of the provider, and with which webhook. */
export function fakePaymentActs(
  methods: readonly string[],
  play: (method: string, mood: ProviderMood | null, args: unknown) => FakeAnswer,
): PaymentActs {
  const observe = (method: string, mood: ProviderMood | null, args: unknown) => makeObserved(play(method, mood, args));
  const order = () => ({ amount: 1999, currency: "EUR", reference: "order-1" });
  return {
    has: (method) => methods.includes(method),
    order,
    call: async (method, args) => observe(method, null, args),
    during: async (mood, method, args) => observe(method, mood, args),
    async open() {
      const seen = methods.includes("createCheckout") ? observe("createCheckout", null, order()) : null;
      return { seen, checkoutId: "checkouts_0", reference: "order-1" };
    },
    event: (id, type) => makeEventBody(id, type, { amount: 1999 }),
    sign: (body, age = 0) => makeWebhook(fakeSecret, body, 1_700_000_000 - age),
    deliver: async (hook: Webhook) => observe("receiveWebhook", null, hook),
  };
}
