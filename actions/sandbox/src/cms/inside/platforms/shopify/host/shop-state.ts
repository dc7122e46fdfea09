/** How a payment or refund session stands, as the app told Shopify. */
export type SessionState = "open" | "pending" | "resolved" | "rejected";

export interface RefundSession {
  readonly id: string;
  /** As `5.00`. */
  readonly amount: string;
  state: SessionState;
}

export interface ShopifyOrder {
  readonly number: number;
  /** Of its payment session. */
  readonly session: string;
  readonly customer: string;
  readonly email: string;
  /** As `25.00`. */
  readonly total: string;
  state: SessionState;
  readonly refunds: RefundSession[];
  /** What happened, one line each; a mutation that came twice stands here twice. */
  readonly timeline: string[];
}

/** An app as Shopify knows it from its own configuration files. */
export interface AppFacts {
  readonly name: string;
  readonly brand: string;
  readonly scopes: string;
  /** Paths on the app's server. */
  readonly callback: string;
  readonly paymentSession: string;
  readonly refundSession: string;
  readonly webhooks: string;
}

/** Everything that the contract host of Shopify remembers. */
export interface ShopState {
  /** Access token by which the app is known; undefined while it is not installed. */
  token: string | undefined;
  /** Codes of OAuth that wait to be exchanged. */
  readonly codes: Set<string>;
  /** Whether the app told that it can take payments. */
  ready: boolean;
  readonly orders: ShopifyOrder[];
  /** Pieces in the cart. */
  pieces: number;
}

export const createShopState = (): ShopState => ({
  ...{ token: undefined, ready: false, pieces: 0 },
  ...{ codes: new Set(), orders: [] },
});

/** Price of one piece in minor units of EUR. */
export const pieceCents = 1250;

export const formatCents = (cents: number): string => (cents / 100).toFixed(2);

/** The order's number of refunded minor units. */
export const countRefunded = ({ refunds }: ShopifyOrder): number =>
  refunds
    .filter(({ state }) => state === "resolved")
    .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
