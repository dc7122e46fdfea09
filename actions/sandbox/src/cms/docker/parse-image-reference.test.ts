import fc from "fast-check";
import { expect, it } from "vitest";
import { parseImageReference } from "./parse-image-reference.ts";

const hex = "0123456789abcdef".repeat(4);

it.each([
  [`wordpress@sha256:${hex}`, true],
  [`wordpress:6.8-php8.3-apache@sha256:${hex}`, true],
  [`registry.example:5000/team/my-shop_2:v1@sha256:${hex}`, true],
  [`sha256:${hex}`, false],
])("takes %s, which cannot become another image", (name, pullable) => {
  expect(parseImageReference(name)).toEqual({ name, digest: `sha256:${hex}`, pullable });
});

it.each([
  "wordpress",
  "wordpress:latest",
  `wordpress@sha256:${hex.slice(1)}`,
  `wordpress@sha256:${hex.toUpperCase()}`,
  `--privileged@sha256:${hex}`,
  `-v@sha256:${hex}`,
  `a b@sha256:${hex}`,
  `wordpress@sha256:${hex}\n`,
  `${"a".repeat(400)}@sha256:${hex}`,
  "",
])("refuses %j", (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});

it("lets no text through that docker would read as an option or as two words", () => {
  const near = fc.stringMatching(/^[-a-z.:/@_ ]{0,12}$/).map((head) => `${head}@sha256:${hex}`);
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const found = parseImageReference(text);
      if (found) expect(found.name).toMatch(/^[A-Za-z0-9][^\s-]?[^\s]*sha256:[0-9a-f]{64}$/);
    }),
  );
});
