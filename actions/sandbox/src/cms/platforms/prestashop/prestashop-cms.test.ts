import { describe, expect, it } from "vitest";
import { prestashopCms } from "./prestashop-cms.ts";

const asks =
  (inputs: Readonly<Record<string, string>>) =>
  (input: string): string =>
    inputs[input] ?? "";

describe("prestashopCms", () => {
  it("plays in the contract kernel with either driver until somebody brings a shop, which needs PHP of the machine", () => {
    expect(prestashopCms.check(asks({}))).toBeUndefined();
    expect(prestashopCms.drivers).toEqual(expect.arrayContaining(["native", "wasm"]));
    expect(prestashopCms.check(asks({ "prestashop-dir": "/shop" }))).toEqual(["native"]);
  });

  it("looks at a shop that was brought, and at nothing where none was", async () => {
    expect(() => prestashopCms.inspect?.(asks({ "prestashop-dir": "/nowhere" }))).toThrow(/is no folder/);
    expect(() => prestashopCms.inspect?.(asks({}))).not.toThrow();
    await expect(prestashopCms.requireTools?.(asks({}))).resolves.toBeUndefined();
  });

  it("refuses a PHP that the kernel does not run on", () => {
    expect(() => prestashopCms.check(asks({ php: "7.4" }))).toThrow(/has no PHP "7.4"/);
  });

  it("names the place so that nobody takes the kernel for a shop", () => {
    expect(prestashopCms.describe({ prestashopKernel: "8.2" })).toBe("the contract kernel of PrestaShop 8.2");
    expect(prestashopCms.describe({ prestashop: "8.2.1" })).toBe("PrestaShop 8.2.1");
  });
});
