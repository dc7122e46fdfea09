import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { order, shop } from "./fake-shop.ts";
import { readOrder } from "./read-order.ts";

it("answers the order, and fails when there is none", async () => {
  const world = shop();
  expect(await readOrder(world)).toEqual(order());
  world.answers["GET /order"] = fakeAnswer(404);
  await expect(readOrder(world)).rejects.toThrow(/no order/);
});
