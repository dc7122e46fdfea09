import { expect, it } from "vitest";
import { renderPackageUrl } from "./render-package-url.ts";

it.each([
  ["npm", "foobar", "12.3.1", "pkg:npm/foobar@12.3.1"],
  ["npm", "@angular/animation", "12.3.1", "pkg:npm/%40angular/animation@12.3.1"],
  ["npm", "JSONStream", "1.0.0-rc.1+build.5", "pkg:npm/JSONStream@1.0.0-rc.1%2Bbuild.5"],
  ["composer", "laravel/laravel", "5.5.0", "pkg:composer/laravel/laravel@5.5.0"],
  ["composer", "acme/lib", "dev-feature/a#1", "pkg:composer/acme/lib@dev-feature%2Fa%231"],
  ["pypi", "django-allauth", "12.23", "pkg:pypi/django-allauth@12.23"],
  ["pypi", "acme-lib", "1!2.0+local", "pkg:pypi/acme-lib@1%212.0%2Blocal"],
] as const)("writes %s's %s %s as %s", (ecosystem, name, version, purl) => {
  expect(renderPackageUrl({ ecosystem, name, version })).toBe(purl);
});
