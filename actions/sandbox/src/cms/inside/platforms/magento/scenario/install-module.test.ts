import { expect, it } from "vitest";
import { fakeAnswer } from "../../../fake-world.ts";
import { shop } from "./fake-shop.ts";
import { compileModule, installModule } from "./install-module.ts";

it("enables the module, and fails with the kernel's words when something cannot be made", async () => {
  const world = shop();
  world.answers["POST /forge/enable"] = fakeAnswer(200);
  world.answers["GET /forge/shop"] = fakeAnswer(200, { module: "Plugsmith_AcmePay", enabled: true });
  expect(await installModule.run(world)).toContain("Plugsmith_AcmePay 1.0.0");
  world.answers["POST /forge/enable"] = fakeAnswer(500, "etc/events.xml is outside the contract kernel of Magento");
  await expect(installModule.run(world)).rejects.toThrow(/outside the contract kernel/);
});

it("lets a real shop compile, and fails with Magento's words or any complaint in its logs", async () => {
  const world = shop();
  world.answers["POST /forge/compile"] = fakeAnswer(200);
  expect(await compileModule.run(world)).toContain("setup:di:compile");
  world.errors.push("[…] main.ERROR: Class Acme does not exist");
  await expect(compileModule.run(world)).rejects.toThrow(/Class Acme does not exist/);
  world.answers["POST /forge/compile"] = fakeAnswer(500, "Incompatible argument type");
  await expect(compileModule.run(world)).rejects.toThrow(/Incompatible argument type/);
});
