import { expect, it } from "vitest";
import { fakePrestashop } from "../fake-prestashop.ts";
import { menu, moduleRow, upload } from "../selectors.ts";
import { installModule } from "./install-module.ts";

function manager(installed: boolean) {
  const world = fakePrestashop();
  const { elements } = world.admin;
  elements.set(menu.orders, { attributes: { href: "/desk/orders" } });
  elements.set(menu.modules, { attributes: { href: "/desk/modules" } });
  for (const name of [upload.open, upload.zone, upload.input]) elements.set(name, { text: "Module installed!" });
  elements.set(upload.configure, { onClick: () => (world.admin.address = "http://127.0.0.1:8080/desk/configure?x") });
  elements.set(moduleRow("salonpay"), {});
  world.admin.evaluate = async () => installed;
  return world;
}

it("uploads the zip under the module's own name and finds it in the list", async () => {
  const world = manager(true);
  expect(await installModule.run(world)).toBe("module salonpay 1.0.0");
  expect(world.admin.elements.get(upload.input)?.value).toMatch(/^salonpay\.zip: PK/);
  expect(world.found.settingsUrl).toContain("/desk/configure");
});

it("says the shop's words when it refuses the zip", async () => {
  const world = manager(false);
  world.admin.elements.set(upload.zone, { text: "Oops... This file does not seem to be a valid module zip" });
  await expect(installModule.run(world)).rejects.toThrow(/does not install salonpay: Oops.*valid module zip/);
});
