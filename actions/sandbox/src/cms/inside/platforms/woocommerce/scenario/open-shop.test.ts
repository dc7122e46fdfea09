import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { openShop } from "./open-shop.ts";

const state = { options: ["siteurl"] };

function newSite(shop: { woocommerce: string | null; kernel: boolean }): FakeWorld {
  const world = fakeWorld();
  const { admin } = world;
  for (const selector of ["#user_login", "#user_pass"]) admin.elements.set(selector, {});
  const onClick = () => void (admin.address = "http://127.0.0.1:8080/wp-admin/plugins.php");
  admin.elements.set("#wp-submit", { onClick });
  admin.elements.set('tr[data-plugin="woocommerce/woocommerce.php"] .activate a', {});
  admin.elements.set('tr.active[data-plugin="woocommerce/woocommerce.php"]', {});
  admin.goto = async (url) => {
    admin.address = url.replace(/\?.*/, "");
    return fakeAnswer(200);
  };
  world.answers["POST /forge/v1/shop"] = fakeAnswer(200, { checkout: "http://127.0.0.1:8080/?page_id=5", ...shop });
  world.answers["GET /forge/v1/state"] = fakeAnswer(200, state);
  return world;
}

describe("openShop", () => {
  it("logs in, activates the shop and remembers the site as it was", async () => {
    const world = newSite({ woocommerce: "9.4.0", kernel: true });
    expect(await openShop.run(world)).toBe("the contract kernel 9.4.0, language fr_FR");
    expect(world.admin.elements.get("#user_pass")?.value).toBe("secret");
    expect(world.found).toMatchObject({ before: state, versions: { woocommerceKernel: "9.4.0" } });
  });

  it("never calls the kernel real, nor a shop that is not there", async () => {
    const kernel = newSite({ woocommerce: "9.4.0", kernel: true });
    await expect(openShop.run({ ...kernel, plan: { ...kernel.plan, level: "real" } })).rejects.toThrow(/not the one/);
    await expect(openShop.run(newSite({ woocommerce: null, kernel: false }))).rejects.toThrow(/not active/);
  });
});
