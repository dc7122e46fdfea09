/** @import { AppRequest, AppResponse, ShopifyPort } from "./src/types.js" */
import "@shopify/shopify-api/adapters/web-api";
import {
  ApiVersion,
  BotActivityDetected,
  CookieNotFound,
  InvalidHmacError,
  InvalidOAuthError,
  InvalidShopError,
  LogSeverity,
  shopifyApi,
} from "@shopify/shopify-api";
import { apiVersion } from "./src/api-version.js";
import { PaymentError } from "./src/payment-error.js";

/** What the library throws for a missing, old or wrong signature, for a wrong state, cookie or shop, and for bots. */
const refusals = [BotActivityDetected, CookieNotFound, InvalidHmacError, InvalidOAuthError, InvalidShopError];

/**
 * The port to Shopify on its own library: OAuth, signed sessions, signed webhooks.
 * @param {{apiKey: string, apiSecret: string, hostName: string, scopes: string[]}} options
 * @returns {ShopifyPort}
 */
export function createShopifyLibrary({ apiKey, apiSecret, hostName, scopes }) {
  const known = Object.values(ApiVersion).find((version) => version === apiVersion);
  if (known === undefined) throw new Error(`@shopify/shopify-api of web/package.json does not know Shopify's API ${apiVersion}.`);
  const shopify = shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion: known,
    hostName,
    scopes,
    isEmbeddedApp: false,
    logger: { level: LogSeverity.Warning, log: async () => {} },
  });

  /** @type {(request: AppRequest) => Request} */
  const toRaw = ({ method, path, headers, body }) =>
    new Request(`https://${hostName}${path}`, { method, headers, ...(body === "" ? {} : { body }) });

  /** @type {(headers: Headers) => AppResponse["headers"]} */
  const fromHeaders = (headers) => {
    /** @type {Record<string, string | readonly string[]>} */
    const plain = {};
    headers.forEach((value, name) => {
      if (name !== "set-cookie") plain[name] = value;
    });
    const cookies = headers.getSetCookie();
    return cookies.length > 0 ? { ...plain, "set-cookie": cookies } : plain;
  };

  return {
    readShop: (shop) => shopify.utils.sanitizeShop(shop),

    async beginLogin(request, shop) {
      const answer = await shopify.auth.begin({ shop, callbackPath: "/auth/callback", isOnline: false, rawRequest: toRaw(request) });
      return { status: answer.status, headers: fromHeaders(answer.headers), body: "" };
    },

    async finishLogin(request) {
      try {
        const { session, headers } = await shopify.auth.callback({ rawRequest: toRaw(request) });
        if (session.accessToken === undefined) return null;
        const { id, shop, accessToken, scope = "" } = session;
        return { session: { id, shop, accessToken, scope }, headers: fromHeaders(/** @type {any} */ (headers)) };
      } catch (error) {
        // Nothing of the library's words goes on: they may name parts of the request.
        if (refusals.some((kind) => error instanceof kind)) return null;
        throw new PaymentError("platform_unreachable", "Shopify gave no access token.");
      }
    },

    currentSession: (request) => shopify.session.getCurrentId({ isOnline: false, rawRequest: toRaw(request) }),

    async checkWebhook(request) {
      const checked = await shopify.webhooks.validate({ rawBody: request.body, rawRequest: toRaw(request) });
      if (!checked.valid) return { ok: false };
      return { ok: true, topic: checked.topic, shop: checked.domain, webhookId: checked.webhookId };
    },
  };
}
