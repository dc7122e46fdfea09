/**
 * What the parts of this app ask of each other and of the world.
 *
 * @typedef {object} AppRequest
 * @property {string} method
 * @property {string} path Path and query, as in the request line.
 * @property {Readonly<Record<string, string>>} headers Names in lower case.
 * @property {string} body Raw text, at most 256 KiB.
 * @property {boolean} fromShopify The connection's client certificate is Shopify's (mutual TLS).
 *
 * @typedef {object} AppResponse
 * @property {number} status
 * @property {Readonly<Record<string, string | readonly string[]>>} headers
 * @property {string} body
 *
 * @typedef {{status: number, headers: Readonly<Record<string, string>>, body: string}} Answer Status 0: there was none.
 * @typedef {(url: string, init: {method: string, headers: Record<string, string>, body: string}) => Promise<Answer>} Fetch
 *
 * @typedef {{id: string, shop: string, accessToken: string, scope: string}} ShopSession
 * @typedef {{ok: true, topic: string, shop: string, webhookId: string} | {ok: false}} CheckedWebhook
 *
 * @typedef {object} ShopifyPort What is asked of `@shopify/shopify-api`; shopify-library.js is the adapter.
 * @property {(request: AppRequest, shop: string) => Promise<AppResponse>} beginLogin
 * @property {(request: AppRequest) => Promise<{session: ShopSession, headers: AppResponse["headers"]} | null>} finishLogin
 *   `null`: the signature, the state or the shop of the answer is wrong.
 * @property {(request: AppRequest) => Promise<string | undefined>} currentSession Id of the signed-in session's record.
 * @property {(request: AppRequest) => Promise<CheckedWebhook>} checkWebhook
 * @property {(shop: string) => string | null} readShop The shop's domain when it is one of Shopify's, else null.
 *
 * @typedef {{apiKey: string, webhookSecret: string}} Credentials
 * @typedef {"open" | "working" | "succeeded" | "failed"} PaymentState
 *
 * @typedef {object} Payment
 * @property {string} id
 * @property {string} gid
 * @property {string} shop
 * @property {string} currency
 * @property {number} amount Minor units.
 * @property {string} cancelUrl
 * @property {string} checkoutId The provider's name for it.
 * @property {string} url Where the shopper pays.
 * @property {PaymentState} state
 * @property {string} [paymentId] The provider's name for the payment.
 * @property {string} [next] Where Shopify wants the shopper afterwards.
 *
 * @typedef {object} Store Everything that outlives a request; values are JSON.
 * @property {(kind: string, key: string) => Promise<unknown>} get
 * @property {(kind: string, key: string, value: unknown) => Promise<void>} set
 * @property {(shop: string) => Promise<void>} forgetShop Removes every record whose key starts with the shop.
 *
 * @typedef {object} Ports
 * @property {ShopifyPort} shopify
 * @property {Fetch} fetch
 * @property {Store} store
 * @property {{hostName: string, providerBase: string, formSecret: string, retryBaseMs: number}} settings
 * @property {(event: string, fields: Readonly<Record<string, unknown>>) => Promise<void>} emit
 * @property {(level: "info" | "warn" | "error", message: string, facts: Readonly<Record<string, unknown>>) => void} log
 * @property {() => number} now Milliseconds.
 */
export {};
