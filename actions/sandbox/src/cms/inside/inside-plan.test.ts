import { expect, it } from "vitest";
import { fakeWorld } from "./fake-world.ts";
import { findShopFolder } from "./inside-plan.ts";

it("finds a folder of the shop system by its name, and says which one a plan forgot", () => {
  const { plan } = fakeWorld({ shop: { site: "/forge/site" } });
  expect(findShopFolder(plan, "site")).toBe("/forge/site");
  expect(() => findShopFolder(plan, "sqlite")).toThrow("The plan names no folder sqlite.");
});
