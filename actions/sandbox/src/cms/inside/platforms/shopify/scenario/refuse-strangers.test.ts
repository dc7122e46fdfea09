import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { shop } from "./fake-shop.ts";
import { refuseStrangers } from "./refuse-strangers.ts";

it("wants 401 for every stranger", async () => {
  const world = shop();
  const asked = ["a", "b", "c", "d", "e"].map((name) => [name, 401]);
  world.answers["POST /strangers"] = fakeAnswer(200, Object.fromEntries(asked));
  expect(await refuseStrangers.run(world)).toContain("5 calls");
  world.answers["POST /strangers"] = fakeAnswer(200, { "a login": 302 });
  await expect(refuseStrangers.run(world)).rejects.toThrow("a login was answered 302, not 401.");
});
