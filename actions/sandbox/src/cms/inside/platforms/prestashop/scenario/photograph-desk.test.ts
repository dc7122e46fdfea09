import { expect, it } from "vitest";
import { fakePrestashop } from "../fake-prestashop.ts";
import { photographDesk } from "./photograph-desk.ts";

it("takes a wide and a narrow picture, and waits in between", async () => {
  const world = fakePrestashop();
  const asked: string[] = [];
  world.admin.evaluate = async (expression) => void asked.push(expression);
  await photographDesk(world, "order");
  expect(world.pictures).toEqual(["order-desktop", "order-phone"]);
  expect(asked).toHaveLength(1);
});
