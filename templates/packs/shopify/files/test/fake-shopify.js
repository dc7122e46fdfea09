import { createHmac, timingSafeEqual } from "node:crypto";

export const apiSecret = "shpss_0123456789abcdef";
export const shopName = "acme-test.myshopify.com";
export const accessToken = "shpat_4242424242424242";

const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const signQuery = (query) => createHmac("sha256", apiSecret).update(new URLSearchParams([...query].sort()).toString()).digest("hex");
const cookieOf = (request, name) => new RegExp(`(?:^|; )${name}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];

/**
 * A strict double of Shopify as this app sees it: the port on its library (OAuth with state and signed query, signed
 * sessions, webhooks signed with the base64 HMAC of the raw body), and the Payments Apps API behind `answer`. Sessions have
 * a state, as there: what was resolved cannot be rejected. Anything the app should not send throws.
 */
export function createFakeShopify() {
  const installed = new Map();
  const sessions = new Map();
  const sent = [];
  const outages = [];
  let states = 0;

  /** @type {import("../web/src/types.js").ShopifyPort} */
  const port = {
    readShop: (shop) => (/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop) ? shop : null),
    async beginLogin(request, shop) {
      const state = `state-${++states}`;
      const location = `https://${shop}/admin/oauth/authorize?client_id=key&state=${state}&redirect_uri=https://app.test/auth/callback`;
      return { status: 302, headers: { location, "set-cookie": [`shopify_app_state=${state}; HttpOnly; Secure`] }, body: "" };
    },
    async finishLogin(request) {
      const query = new URL(request.path, "https://app.test").searchParams;
      const hmac = query.get("hmac") ?? "";
      query.delete("hmac");
      if (!same(hmac, signQuery(query)) || query.get("state") !== cookieOf(request, "shopify_app_state")) return null;
      const shop = port.readShop(query.get("shop") ?? "");
      if (shop === null) return null;
      const session = { id: `offline_${shop}`, shop, accessToken, scope: "write_payment_sessions" };
      installed.set(shop, accessToken);
      return { session, headers: { "set-cookie": [`shopify_app_session=${session.id}; HttpOnly; Secure`] } };
    },
    currentSession: async (request) => cookieOf(request, "shopify_app_session"),
    async checkWebhook({ headers, body }) {
      const expected = createHmac("sha256", apiSecret).update(body, "utf8").digest("base64");
      if (!same(headers["x-shopify-hmac-sha256"] ?? "", expected)) return { ok: false };
      return { ok: true, topic: headers["x-shopify-topic"], shop: headers["x-shopify-shop-domain"], webhookId: headers["x-shopify-webhook-id"] };
    },
  };

  function run(name, { id, reason, pendingExpiresAt, ready }) {
    const errors = (...messages) => ({ userErrors: messages.map((message) => ({ field: ["id"], message })) });
    if (name === "paymentsAppConfigure") return typeof ready === "boolean" ? errors() : errors("ready is missing");
    const kind = name.startsWith("refund") ? "RefundSession" : "PaymentSession";
    if (!String(id).startsWith(`gid://shopify/${kind}/`)) return errors("not found");
    const wanted = /(Resolve|Reject|Pending)$/.exec(name)?.[1];
    if (wanted === "Reject" && reason?.code !== "PROCESSING_ERROR") return errors("no reason");
    if (wanted === "Pending" && !(Date.parse(pendingExpiresAt) > 0)) return errors("no time");
    const before = sessions.get(id);
    if (before !== undefined && before !== wanted && before !== "Pending") return errors("invalid state");
    sessions.set(id, wanted);
    const node = { id, nextAction: { action: "REDIRECT", context: { redirectUrl: `https://${shopName}/thanks/${String(id).split("/").at(-1)}` } } };
    return { [kind === "RefundSession" ? "refundSession" : "paymentSession"]: node, ...errors() };
  }

  return {
    port,
    /** State of each session by gid: Resolve, Reject or Pending. */
    sessions,
    /** Every mutation that came. */
    sent,
    /** Statuses, 0 for a broken connection, that come before the real answers. */
    outages,
    /** True for addresses of Shopify. */
    owns: (url) => new URL(url).hostname.endsWith(".myshopify.com"),
    install: (shop = shopName) => void installed.set(shop, accessToken),
    /** A signed callback of OAuth. */
    callback(state, shop = shopName, secret = apiSecret) {
      const query = new URLSearchParams({ code: "c0de", shop, state, timestamp: "1800000000" });
      const hmac = createHmac("sha256", secret).update(new URLSearchParams([...query].sort()).toString()).digest("hex");
      return `/auth/callback?${query}&hmac=${hmac}`;
    },
    async answer(url, { method, headers, body }) {
      const { hostname, pathname } = new URL(url);
      if (method !== "POST" || !/^\/payments_apps\/api\/\d{4}-\d\d\/graphql\.json$/.test(pathname)) throw new Error(`Shopify has no ${method} ${pathname}`);
      const outage = outages.shift();
      if (outage === 0) throw new Error("socket hang up");
      if (outage !== undefined) return { status: outage, headers: {}, body: "" };
      if (headers["x-shopify-access-token"] !== installed.get(hostname)) return { status: 401, headers: {}, body: "{}" };
      const { query, variables } = JSON.parse(body);
      const name = /\{\s*([a-zA-Z]+)\(/.exec(query)?.[1];
      const known = ["paymentsAppConfigure", "paymentSessionResolve", "paymentSessionReject", "paymentSessionPending", "refundSessionResolve", "refundSessionReject"];
      if (!known.includes(name)) throw new Error(`Shopify has no mutation ${name}`);
      sent.push({ name, variables });
      return { status: 200, headers: {}, body: JSON.stringify({ data: { [name]: run(name, variables) } }) };
    },
  };
}
