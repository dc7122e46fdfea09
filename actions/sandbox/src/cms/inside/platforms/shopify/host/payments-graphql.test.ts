import { expect, it } from "vitest";
import { createPaymentsApi, type GraphqlLibrary } from "./payments-graphql.ts";
import { countRefunded, createShopState, type ShopifyOrder } from "./shop-state.ts";

/** Hands the rule that a document names to the caller, as the library's executor would after validation. */
const library: GraphqlLibrary = {
  buildSchema: () => ({}),
  graphql: async ({ source, rootValue, variableValues }) => ({
    data: (rootValue as Record<string, (given: unknown) => unknown>)[source]?.(variableValues),
  }),
};

function openApi() {
  const state = createShopState();
  const order: ShopifyOrder = {
    ...{ number: 1001, session: "u1", customer: "A", email: "a", total: "25.00", state: "open", timeline: [] },
    refunds: [{ id: "r1", amount: "5.00", state: "open" }],
  };
  state.orders.push(order);
  const api = createPaymentsApi(library, "", state, "https://corner-shop.myshopify.com");
  const run = (name: string, variables: object) => api.run(JSON.stringify({ query: name, variables }));
  return { order, state, run, api };
}
const payment = { id: "gid://shopify/PaymentSession/u1" };
const refund = { id: "gid://shopify/RefundSession/r1" };

it("resolves a session, says where the shopper goes, and takes the same word again", async () => {
  const { order, run } = openApi();
  const first = await run("paymentSessionResolve", payment);
  expect(JSON.stringify(first)).toContain("https://corner-shop.myshopify.com/thank-you/1001");
  expect(await run("paymentSessionResolve", payment)).toEqual(first);
  expect([order.state, order.timeline]).toEqual(["resolved", ["paymentSessionResolve", "paymentSessionResolve"]]);
});

it("refuses another word about a settled session, and one about a session that is not there", async () => {
  const { order, run } = openApi();
  await run("paymentSessionReject", payment);
  const told = JSON.stringify(await run("paymentSessionResolve", payment));
  expect(told).toContain("the session is rejected");
  expect(order.state).toBe("rejected");
  expect(JSON.stringify(await run("paymentSessionResolve", refund))).toContain("no such payment session");
});

it("counts a refund once it is resolved", async () => {
  const { order, run } = openApi();
  expect(countRefunded(order)).toBe(0);
  await run("refundSessionResolve", refund);
  expect(countRefunded(order)).toBe(500);
});

it("keeps whether the app is ready, and answers what is no JSON with an error", async () => {
  const { state, run, api } = openApi();
  await run("paymentsAppConfigure", { ready: true });
  expect(state.ready).toBe(true);
  expect(await api.run("no json")).toEqual({ errors: [{ message: "the body is no JSON" }] });
});
