import { expect, it } from "vitest";
import { listActs } from "./list-acts.ts";

it("plays the acts of a payment module in order", () => {
  const ids = listActs().map(({ id }) => id);
  expect([ids[0], ids[1], ids.at(-1)]).toEqual(["open-shop", "install", "uninstall"]);
});
