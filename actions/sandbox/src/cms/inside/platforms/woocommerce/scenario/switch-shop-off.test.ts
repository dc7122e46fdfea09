import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { switchShopOff } from "./switch-shop-off.ts";

function shop(): FakeWorld {
  const world = fakeWorld();
  world.answers["POST /forge/v1/woocommerce"] = fakeAnswer(200);
  world.admin.elements.set('tr.active[data-plugin^="salon-pay/"]', {});
  world.admin.elements.set("#wpbody-content .notice-error", {});
  return world;
}

describe("switchShopOff", () => {
  it("sees the site go on and the desk be told", async () => {
    expect(await switchShopOff.run(shop())).toContain("the desk shows a notice");
  });

  it("fails for a site that dies, a plugin that is gone, silence, and PHP's complaints", async () => {
    const dead = shop();
    dead.shopper.request.fetch = async () => fakeAnswer(500);
    await expect(switchShopOff.run(dead)).rejects.toThrow(/answers 500/);
    const gone = shop();
    gone.admin.elements.delete('tr.active[data-plugin^="salon-pay/"]');
    await expect(switchShopOff.run(gone)).rejects.toThrow(/does not show the plugin/);
    const silent = shop();
    silent.admin.elements.delete("#wpbody-content .notice-error");
    await expect(switchShopOff.run(silent)).rejects.toThrow(/Nothing tells the desk/);
    const complaining = shop();
    complaining.errors.push("PHP Fatal error: in /tmp/site/wp-content/plugins/salon-pay/a.php on line 1");
    await expect(switchShopOff.run(complaining)).rejects.toThrow(/PHP complains/);
  });
});
