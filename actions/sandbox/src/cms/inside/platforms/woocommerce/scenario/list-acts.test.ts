import { expect, it } from "vitest";
import { listActs } from "./list-acts.ts";

it("plays the whole life of a plugin, and looks for what it left at the end", () => {
  const ids = listActs().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([ids[0], ids.at(-1)]).toEqual(["open-shop", "uninstall"]);
  expect(listActs().flatMap(({ id, only }) => (only === "real" ? [id] : []))).toEqual([
    ...["compatible", "block-checkout", "orders-as-posts", "mails"],
  ]);
  for (const id of [
    "install",
    "settings",
    "checkout",
    "pay",
    "order",
    "refund",
    "refund-rest",
    "bad-webhooks",
    "decline",
    "logs",
    "without-shop",
  ]) {
    expect(ids).toContain(id);
  }
});
