import { expect, it } from "vitest";
import { chooseImage } from "./choose-image.ts";

it.each([
  ["wordpress@sha256:1", "woocommerce", "wordpress@sha256:1"],
  ["woocommerce=wordpress@sha256:1 prestashop=flashlight@sha256:2", "prestashop", "flashlight@sha256:2"],
  ["woocommerce=wordpress@sha256:1\nprestashop=flashlight@sha256:2", "woocommerce", "wordpress@sha256:1"],
  ["woocommerce=wordpress@sha256:1", "magento", ""],
  ["mariadb@sha256:1 magento=mysql@sha256:2", "woocommerce", "mariadb@sha256:1"],
  ["", "woocommerce", ""],
])("takes of %j for %s the image %j", (input, cms, image) => {
  expect(chooseImage(input, cms)).toBe(image);
});
