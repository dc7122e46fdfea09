import { expect, it } from "vitest";
import { magentoCms } from "./magento-cms.ts";

const ask = (given: Record<string, string>) => (input: string) => given[input] ?? "";

it("says what a real Magento would need instead of starting half of one", () => {
  expect(() => magentoCms.check(ask({ "magento-dir": "/srv/magento" }))).toThrow(
    expect.objectContaining({ code: "input_invalid", message: expect.stringContaining("MySQL and OpenSearch") }),
  );
  expect(magentoCms.check(ask({}))).toBeUndefined();
});

it("is called what it is", () => {
  expect(magentoCms.describe({})).toBe("the contract kernel of Magento 2.4");
});
