import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { fakePrestashop } from "../fake-prestashop.ts";
import { menu, moduleActions } from "../selectors.ts";
import { removeModule } from "./remove-module.ts";

const before = { tables: ["ps_cart"], files: ["modules/ps_wirepayment"] };

function manager(...states: unknown[]) {
  const world = fakePrestashop();
  world.found.before = before;
  const { elements } = world.admin;
  elements.set(menu.modules, { attributes: { href: "/desk/modules" } });
  for (const name of Object.values(moduleActions("salonpay"))) elements.set(name, {});
  world.answers["GET /state"] = () => fakeAnswer(200, states.length > 1 ? states.shift() : states[0]);
  return world;
}

it("waits until the files are gone and finds the shop as it was", async () => {
  const going = { ...before, files: [...before.files, "modules/salonpay"] };
  const world = manager(going, going, before);
  expect(await removeModule.run(world)).toBe("compared before and after: tables, files");
  expect(world.admin.elements.get(moduleActions("salonpay").deleteFiles)?.checked).toBe(true);
});

it("names what is left", async () => {
  const world = manager({ ...before, tables: ["ps_cart", "ps_salonpay_event"] });
  await expect(removeModule.run(world)).rejects.toThrow("left behind: tables:ps_salonpay_event");
});
