import { expect, it } from "vitest";
import { openLoopback } from "./loopback-transport.ts";

it("counts everybody who comes to its door, and is closed afterwards", async () => {
  const loopback = await openLoopback();
  expect(loopback.count()).toBe(0);
  await loopback.knock();
  await loopback.knock();
  expect(loopback.count()).toBe(2);
  await loopback.close();
  await expect(loopback.knock()).rejects.toThrow(/ECONNREFUSED/);
});
