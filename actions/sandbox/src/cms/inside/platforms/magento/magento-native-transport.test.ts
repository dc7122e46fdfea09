import { expect, it } from "vitest";
import { magentoNativeDriver } from "./magento-native-transport.ts";

it("names itself and the versions that were found outside", () => {
  expect(magentoNativeDriver({ php: "8.2.36" }).describe()).toEqual({ driver: "native", versions: { php: "8.2.36" } });
});
