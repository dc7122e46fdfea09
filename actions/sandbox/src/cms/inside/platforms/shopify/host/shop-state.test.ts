import { expect, it } from "vitest";
import { countRefunded, createShopState, formatCents } from "./shop-state.ts";

it("begins with nothing, and counts only refunds that were resolved", () => {
  expect(createShopState()).toMatchObject({ token: undefined, ready: false, orders: [], pieces: 0 });
  const order = { number: 1, session: "u", customer: "", email: "", total: "25.00", state: "resolved" } as const;
  const refunds = [
    { id: "1", amount: "5.10", state: "resolved" as const },
    { id: "2", amount: "1.00", state: "open" as const },
  ];
  expect(countRefunded({ ...order, timeline: [], refunds })).toBe(510);
  expect(formatCents(1250)).toBe("12.50");
});
