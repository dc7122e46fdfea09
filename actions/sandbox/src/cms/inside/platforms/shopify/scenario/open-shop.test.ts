import { describe, expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { has, shop } from "./fake-shop.ts";
import { openShop } from "./open-shop.ts";

describe("openShop", () => {
  it("starts the app, and fails when the checkout offers a payment before it is installed", async () => {
    const world = shop();
    world.answers["GET /state"] = fakeAnswer(200, { store: [] });
    world.answers["POST /app"] = fakeAnswer(201);
    has(world.admin, "#password", "#login", "#install-app");
    await expect(openShop.run(world)).rejects.toThrow(/offers a payment/);
    has(world.shopper, "#no-payment");
    expect(await openShop.run(world)).toContain("listens");
    expect(world.found.before).toEqual({ store: [] });
  });
});
