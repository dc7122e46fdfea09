import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { lookForIncompatibility } from "./look-for-incompatibility.ts";

const fine = { incompatible: [], uncertain: ["product_block_editor"], untested: false };

function shop(said: object): FakeWorld {
  const world = fakeWorld({ level: "real" });
  world.answers["GET /forge/v1/compatibility&plugin=salon-pay"] = fakeAnswer(200, said);
  return world;
}

describe("lookForIncompatibility", () => {
  it("passes a plugin that says of order tables and block checkout that it stands them", async () => {
    expect(await lookForIncompatibility.run(shop(fine))).toContain("its header names this release");
    expect(await lookForIncompatibility.run(shop({ ...fine, untested: true }))).toContain("does not name this release");
  });

  it("fails for a plugin that WooCommerce calls incompatible, or that does not say", async () => {
    const broken = { ...fine, incompatible: ["cart_checkout_blocks"] };
    await expect(lookForIncompatibility.run(shop(broken))).rejects.toThrow(/incompatible with cart_checkout_blocks/);
    const silent = { ...fine, uncertain: ["custom_order_tables"] };
    await expect(lookForIncompatibility.run(shop(silent))).rejects.toThrow(/does not say whether it stands/);
  });
});
