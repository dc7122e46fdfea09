import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { moduleZip } from "./fake-prestashop.ts";
import { readModuleName } from "./read-module-name.ts";

const plan = (zip: string) => fakeWorld({ plugin: { name: "salon-pay", version: "1.0.0", zip, texts: [] } }).plan;

it("is the folder that the zip starts with", () => {
  expect(readModuleName(plan(moduleZip))).toBe("salonpay");
});

it("is not guessed from what is no zip, or a zip without a folder", () => {
  expect(() => readModuleName(plan(Buffer.from("zip").toString("base64")))).toThrow(/is no zip/);
  const bytes = Buffer.from(moduleZip, "base64");
  bytes.write("README.md............", 30);
  expect(() => readModuleName(plan(bytes.toString("base64")))).toThrow(/start with its folder/);
});
