import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { kernelDriver } from "./kernel-transport.ts";

it("says which driver it is, with the versions that it was told", () => {
  expect(kernelDriver("wasm", { php: "8.2" }).describe()).toEqual({ driver: "wasm", versions: { php: "8.2" } });
});

it("lays out nothing when the step that made the plan forgot the kernel", async () => {
  const { plan } = fakeWorld({ cms: "prestashop", shop: {} });
  await expect(kernelDriver("native", {}).boot(plan)).rejects.toThrow("The plan names no folder kernel.");
});
