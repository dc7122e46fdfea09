import { expect, it } from "vitest";
import { listActs } from "./list-acts.ts";

it("plays a whole life, each act once, and ends with the uninstallation", () => {
  const ids = listActs().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([ids[0], ids.at(-1)]).toEqual(["open-shop", "uninstall"]);
});
