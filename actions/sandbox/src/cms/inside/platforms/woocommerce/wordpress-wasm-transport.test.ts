import { expect, it } from "vitest";
import { wordpressWasmDriver } from "./wordpress-wasm-transport.ts";

it("names itself and the versions that were found outside", () => {
  expect(wordpressWasmDriver({ phpWasm: "3.1.56" }).describe()).toEqual({
    driver: "wasm",
    versions: { phpWasm: "3.1.56" },
  });
});
