import { expect, it } from "vitest";
import { magentoRealDriver } from "./magento-real-transport.ts";

it("names itself and the versions that were found outside", () => {
  const versions = { magento: "2.4.7-p3", php: "8.2.36", search: "stand-in" };
  expect(magentoRealDriver(versions).describe()).toEqual({ driver: "native", versions });
});
