import { expect, it } from "vitest";
import { findDeskFolder } from "./find-desk-folder.ts";

it("finds the back office under the name that the release came with, as PrestaShop 8 leaves it", () => {
  expect(findDeskFolder(["app", "admin", "vendor"])).toBe("admin");
});

it("finds it under the name that PrestaShop 9's installer gives it, beside the folder of the API", () => {
  expect(findDeskFolder(["admin-api", "admin115jfr9w5dgbczlyozu", "app"])).toBe("admin115jfr9w5dgbczlyozu");
});

it("says what is there when there is none", () => {
  expect(() => findDeskFolder(["admin-api", "app"])).toThrow("no back office; the shop has admin-api, app");
});
