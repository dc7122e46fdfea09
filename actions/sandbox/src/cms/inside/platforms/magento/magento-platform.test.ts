import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { magentoPlatform } from "./magento-platform.ts";

it("runs with the driver that the plan names", () => {
  for (const driver of ["native", "wasm"] as const) {
    expect(magentoPlatform.driver(fakeWorld({ driver }).plan).describe().driver).toBe(driver);
  }
});
