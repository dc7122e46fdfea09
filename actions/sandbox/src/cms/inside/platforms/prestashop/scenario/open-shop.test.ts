import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { fakePrestashop, shopFacts } from "../fake-prestashop.ts";
import { menu } from "../selectors.ts";
import { openShop } from "./open-shop.ts";

function shop(facts = {}) {
  const world = fakePrestashop();
  world.answers["GET /shop"] = fakeAnswer(200, { ...shopFacts, ...facts });
  for (const name of ["#email", "#passwd", "#submit_login"]) world.admin.elements.set(name, {});
  world.admin.elements.set(menu.orders, { attributes: { href: "/desk/orders" } });
  return world;
}

it("logs in, and notes versions and the state before", async () => {
  const world = shop();
  expect(await openShop.run(world)).toBe("PrestaShop 8.2.1, language fr-FR, EUR");
  expect(world.admin.elements.get("#passwd")?.value).toBe("secret");
  expect(world.found.versions).toEqual({ prestashop: "8.2.1", mariadb: "10.11.19-MariaDB" });
  expect(world.found.before?.["tables"]).toEqual(["ps_cart"]);
});

it("fails in another shop than was planned, and in one without a product", async () => {
  await expect(openShop.run(shop({ kernel: true }))).rejects.toThrow(/not the one/);
  await expect(openShop.run(shop({ product: 0 }))).rejects.toThrow(/no product/);
});
