import { expect, it } from "vitest";
import { wasmDriver } from "./wasm-transport.ts";

it("names itself and the versions that were found outside", () => {
  expect(wasmDriver({ phpWasm: "3.1.56" }).describe()).toEqual({ driver: "wasm", versions: { phpWasm: "3.1.56" } });
});
