import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { order, shop } from "./fake-shop.ts";
import { readOrder, runCron } from "./read-shop.ts";

it("answers the one order, and fails for none, two, or an error of the kernel with its words", async () => {
  const world = shop();
  expect((await readOrder(world)).number).toBe("8");
  expect(await runCron(world)).toEqual(["forget"]);
  for (const orders of [[], [order(), order()]]) {
    world.answers["GET /forge/orders"] = fakeAnswer(200, orders);
    await expect(readOrder(world)).rejects.toThrow(/not one/);
  }
  world.answers["GET /forge/orders"] = fakeAnswer(500, "outside the contract kernel");
  await expect(readOrder(world)).rejects.toThrow(/500: outside the contract kernel/);
});
