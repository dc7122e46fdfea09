import { expect, it } from "vitest";
import { fakeWorld } from "../fake-world.ts";
import { photographBoth } from "./photograph-both.ts";

it("makes the window narrow, and waits, before the picture at phone width", async () => {
  const world = fakeWorld();
  const told: string[] = [];
  Object.assign(world.admin, {
    setViewportSize: async ({ width }: { width: number }) => void told.push(`${width} wide`),
    evaluate: async () => void told.push("waited"),
  });
  Object.assign(world, { photograph: async (_page: unknown, name: string) => void told.push(name) });
  await photographBoth(world, world.admin, "order");
  expect(told).toEqual(["order-desktop", "390 wide", "waited", "order-phone"]);
});
