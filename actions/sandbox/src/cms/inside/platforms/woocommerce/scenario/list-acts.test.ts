import { expect, it } from "vitest";
import { listActs } from "./list-acts.ts";

it("plays the whole life of a plugin, and looks for what it left at the end", () => {
  const ids = listActs().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([ids[0], ids.at(-1)]).toEqual(["open-shop", "uninstall"]);
  for (const id of ["install", "settings", "checkout", "pay", "order", "refund", "bad-webhooks", "logs"]) {
    expect(ids).toContain(id);
  }
});
