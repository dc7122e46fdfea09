import { expect, it } from "vitest";
import { prestashopNativeDriver } from "./prestashop-native-transport.ts";

it("names itself and the versions that were found outside", () => {
  expect(prestashopNativeDriver({ php: "8.2.36" }).describe()).toEqual({
    driver: "native",
    versions: { php: "8.2.36" },
  });
});
