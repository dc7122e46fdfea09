import { describe, expect, it } from "vitest";
import { type FakeWorld, fakeAnswer, fakeWorld } from "../../../fake-world.ts";
import { removePlugin } from "./remove-plugin.ts";

const row = 'tr[data-plugin^="salon-pay/"]';

function desk(after: Record<string, string[]>): FakeWorld {
  const world = fakeWorld();
  world.found.before = { options: ["siteurl"], plugins: ["woocommerce"] };
  const { elements } = world.admin;
  elements.set(`${row} .deactivate a`, {});
  elements.set('tr.inactive[data-plugin^="salon-pay/"]', {});
  elements.set(`${row} .delete a`, { onClick: () => void elements.set(`${row}.deleted`, {}) });
  world.answers["GET /forge/v1/state"] = fakeAnswer(200, after);
  return world;
}

describe("removePlugin", () => {
  it("deactivates, deletes and finds the site as it was", async () => {
    const world = desk({ options: ["siteurl"], plugins: ["woocommerce"] });
    expect(await removePlugin.run(world)).toContain("options, plugins");
    expect(world.admin.clicked).toEqual([`${row} .deactivate a`, `${row} .delete a`]);
  });

  it("fails when settings or files stay", async () => {
    const left = desk({
      options: ["siteurl", "woocommerce_salon_pay_settings"],
      plugins: ["woocommerce", "salon-pay"],
    });
    await expect(removePlugin.run(left)).rejects.toThrow(
      "The plugin left behind: options:woocommerce_salon_pay_settings, plugins:salon-pay.",
    );
  });
});
