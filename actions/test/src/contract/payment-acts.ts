import type { Observed, Probe, ProviderMood } from "@plugsmith/action-kit/probe";
import { makeEventBody, makeWebhook, type Webhook } from "./make-webhook.ts";

const callMs = 60_000;
const price = { amount: 1999, currency: "EUR" };

/** A checkout as the provider knows it; made up when the plugin opens none. */
export interface OpenCheckout {
  readonly seen: Observed | null;
  readonly checkoutId: string;
  /** What the shop calls the order, as it told the provider. */
  readonly reference: string;
}

/** Everything the suite does to a payment plugin, in its one vocabulary. */
export interface PaymentActs {
  has(method: string): boolean;
  call(method: string, args: unknown): Promise<Observed>;
  /** The same call while the provider behaves like this. */
  during(mood: ProviderMood, method: string, args: unknown): Promise<Observed>;
  /** A new order, with its checkout where the plugin opens one. */
  order(): { amount: number; currency: string; reference: string };
  open(): Promise<OpenCheckout>;
  /** The signed body of an event about a checkout, with a card in it that nobody may see. */
  event(id: string, type: string, about: OpenCheckout): string;
  sign(body: string, ageSeconds?: number): Webhook;
  deliver(hook: Webhook): Promise<Observed>;
}

/** The provider's own id of the thing that this act made. */
export function madeBy({ requests }: Observed, resource: string): string | undefined {
  const answer = requests.findLast(({ path }) => path.endsWith(`/${resource}`))?.answer;
  return typeof answer?.["id"] === "string" ? answer["id"] : undefined;
}

function referenceIn({ requests }: Observed): string | undefined {
  try {
    const { reference } = JSON.parse(requests.at(-1)?.body ?? "") as { reference?: unknown };
    return typeof reference === "string" ? reference : undefined;
  } catch {
    return undefined;
  }
}

/** @param methods those that are there and can be used. @param card number that webhooks carry and nothing may tell. */
export function createPaymentActs(
  probe: Probe,
  methods: readonly string[],
  card: string,
  now: () => Date,
): PaymentActs {
  let orders = 1000;
  const has = (method: string) => methods.includes(method);
  const call = (method: string, args: unknown) =>
    probe.observe(() => probe.process.call(method, args, { timeoutMs: callMs }));
  const seconds = () => Math.floor(now().getTime() / 1000);
  const order = () => ({ ...price, reference: `order-${++orders}` });
  return {
    has,
    call,
    order,
    async during(mood, method, args) {
      probe.provider.always(mood);
      const seen = await call(method, args);
      probe.provider.always(null);
      return seen;
    },
    async open() {
      const asked = order();
      if (!has("createCheckout")) return { seen: null, checkoutId: "checkouts_0", reference: asked.reference };
      const seen = await call("createCheckout", asked);
      return {
        seen,
        checkoutId: madeBy(seen, "checkouts") ?? "checkouts_0",
        reference: referenceIn(seen) ?? asked.reference,
      };
    },
    event: (id, type, { checkoutId, reference }) =>
      makeEventBody(id, type, { id: "payments_77", paymentId: "payments_77", checkoutId, reference, ...price, card }),
    sign: (body, age = 0) => makeWebhook(probe.config["webhookSecret"] ?? "", body, seconds() - age),
    deliver: (hook) => call("receiveWebhook", hook),
  };
}
