import { expect, it } from "vitest";
import { listActs } from "./list-acts.ts";

it("plays the acts of a payments app in order", () => {
  const ids = listActs().map(({ id }) => id);
  expect(ids.slice(0, 4)).toEqual(["open-shop", "install", "settings", "checkout"]);
  expect(ids.at(-1)).toBe("uninstall");
});
