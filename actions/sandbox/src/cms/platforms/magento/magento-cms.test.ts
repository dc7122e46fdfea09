import { expect, it } from "vitest";
import { magentoCms } from "./magento-cms.ts";

const ask = (given: Record<string, string>) => (input: string) => given[input] ?? "";

it("plays at the kernel with either driver until somebody brings a shop, which needs PHP of the machine", () => {
  expect(magentoCms.check(ask({}))).toBeUndefined();
  expect(magentoCms.check(ask({ "magento-dir": "/srv/magento" }))).toEqual(["native"]);
});

it("looks at what was brought before anything is installed", () => {
  expect(() => magentoCms.inspect?.(ask({}))).not.toThrow();
  expect(() => magentoCms.inspect?.(ask({ "magento-dir": "/nowhere" }))).toThrow(/\/nowhere is no folder/);
});

it("names the place so that nobody takes the kernel for a shop", () => {
  expect(magentoCms.describe({})).toBe("the contract kernel of Magento 2.4");
  expect(magentoCms.describe({ magento: "2.4.7-p3" })).toBe("Magento 2.4.7-p3");
});
