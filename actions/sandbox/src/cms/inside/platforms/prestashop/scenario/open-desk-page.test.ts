import { expect, it } from "vitest";
import { fakePage } from "../../../fake-page.ts";
import { openDeskPage } from "./open-desk-page.ts";

it("follows the menu's own link, token and all", async () => {
  const page = fakePage({ "#orders": { attributes: { href: "/desk/orders?_token=abc" } } });
  await openDeskPage(page, "#orders");
  expect(page.address).toBe("http://127.0.0.1:8080/desk/orders?_token=abc");
});

it("fails for a link without an address", async () => {
  await expect(openDeskPage(fakePage({ "#orders": {} }), "#orders")).rejects.toThrow(/menu has no #orders/);
});
