import { expect, it } from "vitest";
import { has, shop } from "../scenario/fake-shop.ts";
import { kernelPages } from "./kernel-pages.ts";

it("gives the amount back that it is told, in the kernel's one field", async () => {
  const world = shop();
  has(world.admin, "#creditmemo_amount", "#refund", ".message.success");
  await kernelPages.refund(world, {} as never, "20.00");
  expect(world.admin.elements.get("#creditmemo_amount")?.value).toBe("20.00");
  expect(world.admin.clicked).toEqual(["#refund"]);
  expect(await kernelPages.seesProblem(world.shopper)).toBe(false);
  has(world.shopper, ".message.error");
  expect(await kernelPages.seesProblem(world.shopper)).toBe(true);
});
