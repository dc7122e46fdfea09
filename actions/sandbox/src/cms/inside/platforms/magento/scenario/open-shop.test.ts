import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { has, shop } from "./fake-shop.ts";
import { openShop } from "./open-shop.ts";

it("opens a shop without the module, in the language that was planned", async () => {
  const world = shop();
  has(world.admin, "#username", "#password");
  const onClick = () => void (world.admin.address = "http://127.0.0.1:8080/admin/sales/order");
  world.admin.elements.set("#sign-in", { onClick });
  expect(await openShop.run(world)).toContain("2.4.0");
  world.answers["GET /forge/shop"] = fakeAnswer(200, { kernel: "2.4.0", module: "", enabled: false, locale: "en_US" });
  await expect(openShop.run(world)).rejects.toThrow(/speaks en_US/);
});
