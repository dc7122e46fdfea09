import { expect, it } from "vitest";
import { magentoWasmDriver } from "./magento-wasm-transport.ts";

it("names itself and the versions that were found outside", () => {
  expect(magentoWasmDriver({ php: "8.2" }).describe()).toEqual({ driver: "wasm", versions: { php: "8.2" } });
});
