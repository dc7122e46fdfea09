import { type AppFacts, countRefunded } from "./host/shop-state.ts";
import type { HostAnswer, HostRequest, ShopifyHost } from "./host/shopify-host.ts";
import { describeSession } from "./host/shopify-host.ts";

export interface ControlPorts {
  readonly host: ShopifyHost;
  readonly locale: string;
  readonly facts: AppFacts;
  /** Texts that no log may hold, besides the app's access token. */
  readonly secrets: readonly string[];
  startApp(): Promise<void>;
  /** A call to the app by nobody: without Shopify's certificate. */
  callApp(request: HostRequest): Promise<HostAnswer & { readonly cookies?: readonly string[] }>;
  /** Names by kind of everything that the app may have written. */
  listState(): Readonly<Record<string, readonly string[]>>;
}

interface ControlAnswer {
  readonly status: number;
  readonly value: unknown;
}

const other = "not-the-secret";
/** Libraries turn bots away before they look at anything else. */
const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** What the scenario asks of the host besides its pages. Answers 404 for a call that is not one of these. */
export function createControl(ports: ControlPorts) {
  const { host, facts } = ports;
  const shopName = "corner-shop.myshopify.com";
  const post = (path: string, headers: Record<string, string>, body: string) =>
    ports.callApp({ method: "POST", path, headers: { "content-type": "application/json", ...headers }, body });

  const get = (path: string, cookie = "") =>
    ports.callApp({ method: "GET", path, headers: { "user-agent": browser, cookie }, body: "" });

  /** A login begun at the app like anybody's, with the state and cookies that it gave for it. */
  async function beginLogin(): Promise<{ state: string; cookie: string }> {
    const { headers, cookies = [] } = await get(`/auth?shop=${shopName}`);
    const state = new URL(headers["location"] ?? "https://shop.invalid").searchParams.get("state") ?? "";
    return { state, cookie: cookies.map((each) => each.split(";")[0]).join("; ") };
  }

  /** Calls of strangers by name, and how the app answered them. */
  async function callAsStrangers(): Promise<Record<string, number>> {
    const number = host.state.orders[0]?.number ?? 0;
    const session = describeSession(host.state, { number, locale: ports.locale, shopName });
    const asShop = { "shopify-shop-domain": shopName };
    const { state, cookie } = await beginLogin();
    const comeBack = async (query: string, with_ = cookie) => (await get(`${facts.callback}?${query}`, with_)).status;
    return {
      "a payment session without Shopify's certificate": (await post(facts.paymentSession, asShop, session)).status,
      "a payment session with a guessed one": (
        await post(facts.paymentSession, { ...asShop, "x-proxy-secret": other }, session)
      ).status,
      "a refund session without Shopify's certificate": (await post(facts.refundSession, asShop, session)).status,
      "a login that another secret signed": await comeBack(host.signCallback(state, other)),
      "a login without a signature": await comeBack(host.signCallback(state).replace(/&hmac=.*/, "")),
      "a login with another state": await comeBack(host.signCallback("guessed")),
      "a login that nobody began": await comeBack(host.signCallback(state), ""),
      "a webhook of Shopify that another secret signed": await host.sendWebhook("app/uninstalled", {}, other),
      "settings without a login": (await get("/settings")).status,
    };
  }

  function readOrder(): ControlAnswer {
    const order = host.state.orders[0];
    if (!order) return { status: 404, value: {} };
    return { status: 200, value: { ...order, refundedCents: countRefunded(order) } };
  }

  return async (method: string, path: string, body?: unknown): Promise<ControlAnswer> => {
    switch (`${method} ${path}`) {
      case "POST /app":
        await ports.startApp();
        return { status: 201, value: { brand: facts.brand } };
      case "GET /order":
        return readOrder();
      case "GET /shop":
        return { status: 200, value: { installed: host.state.token !== undefined, ready: host.state.ready } };
      case "GET /state":
        return { status: 200, value: ports.listState() };
      case "GET /secrets":
        return { status: 200, value: [...ports.secrets, ...(host.state.token ? [host.state.token] : [])] };
      case "POST /strangers":
        return { status: 200, value: await callAsStrangers() };
      case "POST /webhook": {
        const { topic, payload } = body as { topic: string; payload: object };
        return { status: await host.sendWebhook(topic, payload), value: {} };
      }
      case "POST /session-again":
        return { status: await host.repeatSession(), value: {} };
    }
    return { status: 404, value: {} };
  };
}
