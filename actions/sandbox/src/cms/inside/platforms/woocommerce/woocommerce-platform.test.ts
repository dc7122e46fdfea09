import { expect, it } from "vitest";
import { fakeWorld } from "../../fake-world.ts";
import { woocommercePlatform } from "./woocommerce-platform.ts";

it("has a driver for each way to run PHP, and hands out files of the site only", () => {
  for (const driver of ["native", "wasm", "docker"] as const) {
    const { plan } = fakeWorld({ driver, versions: { wordpress: "6.5.5" } });
    expect(woocommercePlatform.driver(plan).describe()).toMatchObject({ driver });
  }
  expect(woocommercePlatform.staticFile?.("/wp-admin/css/login.css")).toBe("/tmp/site/wp-admin/css/login.css");
  expect(woocommercePlatform.staticFile?.("/wp-login.php")).toBeUndefined();
});
