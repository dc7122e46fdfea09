import { expect, it } from "vitest";
import { chooseKernelPhp } from "./choose-kernel-php.ts";

it("takes the PHP that was asked for, and Debian's without a wish", () => {
  expect([chooseKernelPhp("8.4", "PrestaShop"), chooseKernelPhp("", "PrestaShop")]).toEqual(["8.4", "8.2"]);
});

it.each(["7.4", "8", "9.9"])("refuses PHP %s and says which there are", (asked) => {
  expect(() => chooseKernelPhp(asked, "PrestaShop")).toThrow(
    expect.objectContaining({ code: "input_invalid", hint: expect.stringContaining("8.1, 8.2") }),
  );
});
