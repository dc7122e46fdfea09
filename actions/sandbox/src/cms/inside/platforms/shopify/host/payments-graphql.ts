import type { SessionState, ShopState } from "./shop-state.ts";

/** The part of npm's `graphql` that the host uses; the package is among the sandbox's parts. */
export interface GraphqlLibrary {
  buildSchema(text: string): object;
  graphql(request: {
    schema: object;
    source: string;
    rootValue: object;
    variableValues: unknown;
  }): Promise<{ data?: unknown; errors?: readonly { readonly message: string }[] }>;
}

interface UserErrors {
  readonly userErrors: readonly { readonly field: readonly string[]; readonly message: string }[];
}

const refuse = (message: string): UserErrors => ({ userErrors: [{ field: ["id"], message }] });
const agreed: UserErrors = { userErrors: [] };

/** Moves a session on; what was settled stays settled, and the same word again is taken, as Shopify does. */
function settle(session: { state: SessionState }, wanted: SessionState): UserErrors {
  const moves = session.state === "open" || session.state === "pending" || session.state === wanted;
  if (!moves) return refuse(`the session is ${session.state}`);
  session.state = wanted;
  return agreed;
}

/**
 * The Payments Apps API of the contract host: every document is validated against the schema by npm's `graphql` before
 * anything happens, and answers exactly what was asked for.
 * @param shop address of the shop, as `https://x.myshopify.com`
 */
export function createPaymentsApi(library: GraphqlLibrary, sdl: string, state: ShopState, shop: string) {
  const schema = library.buildSchema(sdl);

  function movePayment(id: string, wanted: SessionState, word: string): object {
    const order = state.orders.find(({ session }) => `gid://shopify/PaymentSession/${session}` === id);
    if (!order) return refuse("there is no such payment session");
    order.timeline.push(word);
    const answer = settle(order, wanted);
    const page = wanted === "rejected" ? "checkout?declined=1" : `thank-you/${order.number}`;
    const context = { __typename: "PaymentSessionActionsRedirect", redirectUrl: `${shop}/${page}` };
    return { paymentSession: { id, nextAction: { action: "REDIRECT", context } }, ...answer };
  }

  function moveRefund(id: string, wanted: SessionState, word: string): object {
    for (const order of state.orders) {
      const refund = order.refunds.find((each) => `gid://shopify/RefundSession/${each.id}` === id);
      if (!refund) continue;
      order.timeline.push(`${word} ${refund.amount}`);
      return { refundSession: { id }, ...settle(refund, wanted) };
    }
    return refuse("there is no such refund session");
  }

  const rootValue = {
    paymentsAppConfigure({ externalHandle, ready }: { externalHandle?: string; ready: boolean }) {
      state.ready = ready;
      return { paymentsAppConfiguration: { externalHandle, ready }, ...agreed };
    },
    paymentSessionResolve: ({ id }: { id: string }) => movePayment(id, "resolved", "paymentSessionResolve"),
    paymentSessionReject: ({ id }: { id: string }) => movePayment(id, "rejected", "paymentSessionReject"),
    paymentSessionPending: ({ id }: { id: string }) => movePayment(id, "pending", "paymentSessionPending"),
    refundSessionResolve: ({ id }: { id: string }) => moveRefund(id, "resolved", "refundSessionResolve"),
    refundSessionReject: ({ id }: { id: string }) => moveRefund(id, "rejected", "refundSessionReject"),
  };

  return {
    /** Runs one document. `errors` are what is wrong with it: outside the schema, wrong types, no such field. */
    async run(body: string): Promise<{ data?: unknown; errors?: readonly { readonly message: string }[] }> {
      let asked: { query?: unknown; variables?: unknown };
      try {
        asked = JSON.parse(body) as typeof asked;
      } catch {
        return { errors: [{ message: "the body is no JSON" }] };
      }
      const source = typeof asked.query === "string" ? asked.query : "";
      return library.graphql({ schema, source, rootValue, variableValues: asked.variables ?? {} });
    },
  };
}
