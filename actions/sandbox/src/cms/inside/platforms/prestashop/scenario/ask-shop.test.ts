import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { fakePrestashop, paidPrestashop } from "../fake-prestashop.ts";
import { readOrder, readOrderOf, readShop } from "./ask-shop.ts";

it("asks the shop, and says what it answered when it is no answer", async () => {
  const world = fakePrestashop();
  expect((await readShop(world)).prestashop).toBe("8.2.1");
  world.answers["GET /shop"] = fakeAnswer(500, "Fatal error");
  await expect(readShop(world)).rejects.toThrow(/answered 500 to \/shop: Fatal error/);
});

it("finds the order of the first checkout, and tells a cart without one", async () => {
  const world = paidPrestashop();
  expect((await readOrder(world)).reference).toBe("GXBWUTCAI");
  world.answers["GET /order?cart=9"] = fakeAnswer(200, null);
  expect(await readOrderOf(world, "9")).toBeNull();
});
