import { type FakePage, fakeAnswer, fakePage } from "./fake-page.ts";
import type { InsidePlan } from "./inside-plan.ts";
import type { PageAnswer } from "./page.ts";
import { providerDouble } from "./provider-double.ts";
import type { Provider, ProviderRecord } from "./provider-transport.ts";
import type { LogRecord, World } from "./world.ts";

export interface FakeWorld extends World {
  readonly admin: FakePage;
  readonly shopper: FakePage;
  readonly provider: Provider & { readonly records: ProviderRecord[] };
  /** Answers of the REST interface by `METHOD /path`; a function is asked each time. */
  readonly answers: Record<string, PageAnswer | (() => PageAnswer)>;
  /** Status that the shop answers to a webhook; 401 unless it is signed well. */
  shopAnswer: ((headers: Readonly<Record<string, string>>, body: string) => number) | undefined;
  readonly logs: Record<string, LogRecord[]>;
  readonly errors: string[];
  readonly pictures: string[];
}

const now = 1_700_000_000;
const keys = { apiKey: "sk_test_key", webhookSecret: "whsec_secret" };

/** A world in memory in which nothing happened yet; strict about calls that nobody prepared. */
export function fakeWorld(changes: Partial<InsidePlan> = {}): FakeWorld {
  const plan: InsidePlan = {
    cms: "woocommerce",
    driver: "native",
    level: "contract",
    locale: "fr_FR",
    features: ["checkout", "refunds", "webhooks", "logging"],
    plugin: { name: "salon-pay", version: "1.0.0", zip: Buffer.from("zip").toString("base64"), texts: [] },
    versions: {},
    php: "8.2",
    shop: {},
    parts: {} as InsidePlan["parts"],
    seal: "seal",
    deadlineMs: 1000,
    ...changes,
  };
  const records: ProviderRecord[] = [];
  const double = providerDouble(keys, "http://127.0.0.1:9500");
  const world: FakeWorld = {
    plan,
    keys,
    site: {
      url: "http://127.0.0.1:8080",
      password: "secret",
      readLog: () => "",
      api: (_admin, method, path) => world.api(method, path),
      stop: async () => undefined,
    },
    admin: fakePage(),
    shopper: fakePage(),
    found: { versions: {} },
    now: () => now,
    answers: {},
    shopAnswer: undefined,
    logs: {},
    errors: [],
    pictures: [],
    provider: {
      url: "http://127.0.0.1:9500",
      double,
      records,
      webhookUrl: undefined,
      async deliver({ headers, body }) {
        const good = double.sign(JSON.parse(body), Number(headers["x-timestamp"])).headers["x-signature"];
        const signed = headers["x-signature"] === good && Math.abs(now - Number(headers["x-timestamp"])) < 300;
        const status = world.shopAnswer?.(headers, body) ?? (signed ? 200 : 401);
        const url = "http://127.0.0.1:8080/hook";
        records.push({ at: "", direction: "out", method: "POST", url, status, request: {}, answer: {} });
        return status;
      },
      close: () => undefined,
    },
    photograph: async (_page, name) => void world.pictures.push(name),
    async api(method, path) {
      const answer = world.answers[`${method} ${path}`];
      if (!answer) throw new Error(`fake world: nobody prepared ${method} ${path}`);
      return typeof answer === "function" ? answer() : answer;
    },
    readLog: (name) => world.logs[name] ?? [],
    readErrors: () => world.errors,
  };
  return world;
}

export { fakeAnswer };

/** A checkout in EUR for order 8, opened at the provider by the shop. Each key opens one. */
export function openCheckout(world: FakeWorld, amount = 2500, key = "k1"): string {
  const body = JSON.stringify({
    amount,
    currency: "EUR",
    reference: "8",
    returnUrl: "http://127.0.0.1:8080/back",
    branding: { name: "Salon", color: "#B4235A" },
  });
  const headers = { authorization: `Bearer ${world.keys.apiKey}`, "idempotency-key": key };
  const { body: answer } = world.provider.double.answer({ method: "POST", path: "/v1/checkouts", headers, body });
  return (answer as { id: string }).id;
}
