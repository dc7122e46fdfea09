import { expect, it } from "vitest";
import { requireShop } from "./require-shop.ts";

const asks = (given: Record<string, string>) => (input: string) => given[input] ?? "";

it("refuses what is for another shop, in the words of whoever asked", () => {
  const foreign = asks({ "prestashop-dir": "/nowhere" });
  expect(() => requireShop(foreign, "woocommerce", "person")).toThrow(expect.objectContaining({ code: "wrong_usage" }));
  expect(() => requireShop(foreign, "woocommerce", "forge")).toThrow(
    expect.objectContaining({ code: "input_invalid" }),
  );
});

it("looks at versions and at what was brought", () => {
  const throws = expect.objectContaining({ code: "input_invalid" });
  expect(() => requireShop(asks({ wordpress: "4.9" }), "woocommerce", "person")).toThrow(throws);
  expect(() => requireShop(asks({ "prestashop-dir": "/nowhere" }), "prestashop", "person")).toThrow(/is no folder/);
  expect(() => requireShop(asks({}), "prestashop", "person")).not.toThrow();
  expect(() => requireShop(asks({}), "node", "person")).not.toThrow();
});
