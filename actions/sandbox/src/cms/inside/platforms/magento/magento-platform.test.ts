import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { magentoPlatform } from "./magento-platform.ts";

it("runs with the driver that the plan names", () => {
  for (const driver of ["native", "wasm"] as const) {
    expect(magentoPlatform.driver(fakeWorld({ driver }).plan).describe().driver).toBe(driver);
  }
});

it("starts Magento itself where one was brought", () => {
  const { plan } = fakeWorld({ level: "real", versions: { magento: "2.4.7-p3" } });
  expect(magentoPlatform.driver(plan).describe().versions).toEqual({ magento: "2.4.7-p3" });
});
