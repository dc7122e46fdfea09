import { expect, it } from "vitest";
import { readModulePlace } from "./read-module-place.ts";

it("names the folder that Magento looks for a module in, and refuses a file that names none", () => {
  const registration = "ComponentRegistrar::register(ComponentRegistrar::MODULE, 'Plugsmith_AcmePay', __DIR__);";
  expect(readModulePlace(registration)).toEqual({ name: "Plugsmith_AcmePay", path: "app/code/Plugsmith/AcmePay" });
  expect(() => readModulePlace("<?php register('../../etc');")).toThrow(/names no module/);
});
