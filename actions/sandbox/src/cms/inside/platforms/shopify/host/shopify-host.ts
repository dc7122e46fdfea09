import { randomBytes } from "node:crypto";
import { speakHostWords } from "./host-words.ts";
import { createPaymentsApi, type GraphqlLibrary } from "./payments-graphql.ts";
import { renderApps, renderGrant, renderLogin, renderOrder, renderOrders } from "./render-desk.ts";
import { renderCart, renderCheckout, renderProduct, renderThanks } from "./render-storefront.ts";
import { type AppFacts, createShopState, formatCents, pieceCents, type ShopState } from "./shop-state.ts";
import { signQuery, signWebhook } from "./shopify-signatures.ts";

export interface HostRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HostPorts {
  readonly library: GraphqlLibrary;
  readonly sdl: string;
  readonly app: AppFacts;
  readonly locale: string;
  readonly secrets: { readonly apiKey: string; readonly apiSecret: string; readonly password: string };
  /** Names on this machine: of the shop and of the app's server. */
  readonly shopName: string;
  readonly appName: string;
  /** A call of Shopify to the app, with its client certificate. */
  callApp(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<HostAnswer>;
  /** A call that the host does not know, or that the app got wrong. */
  complain(words: string): void;
  /** Milliseconds. */
  now(): number;
}

const page = (body: string, status = 200): HostAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  body,
});
const json = (status: number, value: unknown): HostAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
const redirect = (location: string, more: Record<string, string> = {}): HostAnswer => ({
  status: 303,
  headers: { location, ...more },
  body: "",
});

/** A session as Shopify sends it to the app; the same for every try. */
export function describeSession(
  state: ShopState,
  { number, locale, shopName }: { number: number; locale: string; shopName: string },
): string {
  const order = state.orders.find((each) => each.number === number);
  if (!order) throw new Error(`There is no order ${number}.`);
  return JSON.stringify({
    ...{ id: order.session, gid: `gid://shopify/PaymentSession/${order.session}`, group: `group-${order.number}` },
    ...{ amount: order.total, currency: "EUR", test: true, merchant_locale: locale.replace("_", "-"), kind: "sale" },
    payment_method: { type: "offsite", data: { cancel_url: `https://${shopName}/checkout?declined=1` } },
    customer: { email: order.email, locale: locale.replace("_", "-") },
  });
}

/** Shopify as a payments app and its people see it: OAuth, the desk, a storefront, the Payments Apps API. */
export function createShopifyHost(ports: HostPorts) {
  const { app, secrets, shopName, appName, locale } = ports;
  const language = speakHostWords(locale);
  const state = createShopState();
  const api = createPaymentsApi(ports.library, ports.sdl, state, `https://${shopName}`);
  const cookie = randomBytes(16).toString("hex");
  const fresh = (prefix: string) => `${prefix}${randomBytes(8).toString("hex")}`;
  const fromShopify = {
    "content-type": "application/json",
    "shopify-shop-domain": shopName,
    "shopify-api-version": "2026-04",
  };

  /** The query of a callback that says yes, signed with the app's secret or another. */
  function signCallback(state_: string, secret: string = secrets.apiSecret): string {
    const code = fresh("code-");
    state.codes.add(code);
    const timestamp = String(Math.floor(ports.now() / 1000));
    return signQuery({ code, shop: shopName, state: state_, timestamp, host: btoa(`${shopName}/admin`) }, secret);
  }

  function grant(form: URLSearchParams): HostAnswer {
    const back = form.get("redirect_uri") ?? "";
    const agreed = form.get("client_id") === secrets.apiKey && back === `https://${appName}${app.callback}`;
    if (!agreed) {
      ports.complain(`the app asked for a login with ${back}, which its configuration does not name`);
      return page("redirect_uri or client_id is not the app's own", 400);
    }
    return redirect(`${back}?${signCallback(form.get("state") ?? "")}`);
  }

  function exchange(body: string): HostAnswer {
    const asked = JSON.parse(body) as Record<string, unknown>;
    const right = asked["client_id"] === secrets.apiKey && asked["client_secret"] === secrets.apiSecret;
    if (!right || !state.codes.delete(String(asked["code"]))) return json(400, { error: "invalid_request" });
    state.token = fresh("shpat_");
    return json(200, { access_token: state.token, scope: app.scopes });
  }

  async function runMutation({ headers, body }: HostRequest): Promise<HostAnswer> {
    if (state.token === undefined || headers["x-shopify-access-token"] !== state.token)
      return json(401, { errors: "[API] Invalid API key or access token" });
    const answer = await api.run(body);
    for (const { message } of answer.errors ?? [])
      ports.complain(`a document is outside the contract host of Shopify: ${message}`);
    return json(200, answer);
  }

  async function startPayment(form: URLSearchParams): Promise<HostAnswer> {
    const pieces = state.pieces;
    const number = 1001 + state.orders.length;
    state.orders.push({
      ...{ number, session: fresh("u"), state: "open", refunds: [], timeline: [] },
      ...{ customer: form.get("name") ?? "", email: form.get("email") ?? "" },
      total: formatCents(pieces * pieceCents),
    });
    const answer = await ports.callApp(
      app.paymentSession,
      fromShopify,
      describeSession(state, { number, locale, shopName }),
    );
    const url =
      answer.status === 200 ? (JSON.parse(answer.body) as { redirect_url?: unknown }).redirect_url : undefined;
    if (typeof url === "string" && url.startsWith("https://")) return redirect(url);
    const trouble = `${language.say("declined")} (${answer.status})`;
    return page(renderCheckout(language, { pieces, brand: app.brand, trouble }), 200);
  }

  async function refund(number: number, form: URLSearchParams): Promise<HostAnswer> {
    const order = state.orders.find((each) => each.number === number);
    if (!order) return page("", 404);
    const id = fresh("r");
    const amount = Number(form.get("amount")).toFixed(2);
    order.refunds.push({ id, amount, state: "open" });
    const session = {
      ...{ id, gid: `gid://shopify/RefundSession/${id}`, payment_id: order.session, amount, currency: "EUR" },
      ...{ test: true, merchant_locale: locale.replace("_", "-") },
    };
    const answer = await ports.callApp(app.refundSession, fromShopify, JSON.stringify(session));
    if (answer.status !== 201) order.timeline.push(`refund session answered ${answer.status}`);
    return redirect(`/admin/orders/${number}`);
  }

  async function uninstall(): Promise<HostAnswer> {
    state.token = undefined;
    state.ready = false;
    await sendWebhook("app/uninstalled", { domain: shopName });
    return redirect("/admin/apps");
  }

  /** One of Shopify's webhooks to the app; answers the app's status. */
  async function sendWebhook(topic: string, payload: object, secret: string = secrets.apiSecret): Promise<number> {
    const body = JSON.stringify(payload);
    return (await ports.callApp(app.webhooks, signWebhook(topic, shopName, body, secret), body)).status;
  }

  async function showDesk(request: HostRequest, path: string): Promise<HostAnswer | undefined> {
    const { method, headers, body } = request;
    const query = new URL(request.path, "https://shop.invalid").searchParams;
    if (method === "POST" && path === "/admin/login") {
      const right = new URLSearchParams(body).get("password") === secrets.password;
      return right
        ? redirect("/admin/apps", { "set-cookie": `desk=${cookie}; Path=/; Secure; HttpOnly; SameSite=Lax` })
        : page(renderLogin(language), 401);
    }
    if (!(headers["cookie"] ?? "").includes(`desk=${cookie}`)) return page(renderLogin(language), 200);
    const order = state.orders.find(({ number }) => `/admin/orders/${number}` === path);
    if (method === "GET" && order) return page(renderOrder(language, order, app.brand));
    const refunded = /^\/admin\/orders\/(\d+)\/refund$/.exec(path)?.[1];
    if (method === "POST" && refunded) return refund(Number(refunded), new URLSearchParams(body));
    switch (`${method} ${path}`) {
      case "GET /admin":
      case "GET /admin/apps":
        return page(renderApps(language, app, `https://${appName}/?shop=${shopName}`, state.token !== undefined));
      case "GET /admin/orders":
        return page(renderOrders(language, state.orders));
      case "GET /admin/oauth/authorize":
        return page(renderGrant(language, app, query));
      case "POST /admin/oauth/authorize":
        return grant(new URLSearchParams(body));
      case "POST /admin/apps/uninstall":
        return uninstall();
    }
    return undefined;
  }

  async function route(request: HostRequest): Promise<HostAnswer | undefined> {
    const { pathname: path, searchParams } = new URL(request.path, "https://shop.invalid");
    const { pieces } = state;
    const done = state.orders.find(({ number }) => path === `/thank-you/${number}`);
    if (request.method === "GET" && done) return page(renderThanks(language, done));
    if (/^\/payments_apps\/api\/20\d\d-(?:01|04|07|10)\/graphql\.json$/.test(path) && request.method === "POST")
      return runMutation(request);
    switch (`${request.method} ${path}`) {
      case "POST /admin/oauth/access_token":
        return exchange(request.body);
      case "GET /":
        return page(renderProduct(language));
      case "POST /cart/add":
        state.pieces += 1;
        return redirect("/cart");
      case "GET /cart":
        return page(renderCart(language, pieces));
      case "GET /checkout": {
        const trouble = searchParams.has("declined") ? language.say("declined") : undefined;
        return page(renderCheckout(language, { pieces, brand: state.ready ? app.brand : undefined, trouble }));
      }
      case "POST /checkout":
        return startPayment(new URLSearchParams(request.body));
    }
    return path.startsWith("/admin") && !path.startsWith("/admin/api") ? showDesk(request, path) : undefined;
  }

  return {
    state,
    signCallback,
    sendWebhook,
    /** Sends the first payment session once more, as Shopify does when an answer was lost; answers the app's status. */
    async repeatSession(): Promise<number> {
      const number = state.orders[0]?.number ?? 0;
      return (
        await ports.callApp(app.paymentSession, fromShopify, describeSession(state, { number, locale, shopName }))
      ).status;
    },
    /** Answers one request for the shop; what it does not know is 404 and a complaint. */
    async handle(request: HostRequest): Promise<HostAnswer> {
      const answer = await route(request);
      if (answer) return answer;
      if (request.path !== "/favicon.ico")
        ports.complain(`${request.method} ${request.path} is outside the contract host of Shopify`);
      return page("outside the contract host of Shopify", 404);
    },
  };
}

export type ShopifyHost = ReturnType<typeof createShopifyHost>;
