import { expect, it } from "vitest";
import { readRegistries } from "./read-registries.ts";

it("asks the public registries where the job names none", () => {
  expect(readRegistries({})).toEqual({
    offline: false,
    npm: "https://registry.npmjs.org",
    composer: [],
    pypi: "https://pypi.org/simple",
    npmAdvisories: "https://registry.npmjs.org",
    composerAdvisories: "https://packagist.org",
    osv: "https://api.osv.dev",
  });
});

it("takes the forge's own, whose npm registry is asked for advisories too", () => {
  const own = readRegistries({
    PLUGSMITH_NPM_REGISTRY: "http://127.0.0.1:4873/",
    PLUGSMITH_COMPOSER_REPOSITORY: "https://packages.acme.example/satis",
    PLUGSMITH_OFFLINE: "1",
  });
  expect(own).toMatchObject({
    offline: true,
    npm: "http://127.0.0.1:4873",
    npmAdvisories: "http://127.0.0.1:4873",
    composer: ["https://packages.acme.example"],
  });
});

it.each(["http://a.example", "https://u:p@a.example", "a.example", "file:///x", "https://a.example/?x"])(
  "refuses %s as a registry",
  (PLUGSMITH_PYPI_INDEX) => {
    expect(() => readRegistries({ PLUGSMITH_PYPI_INDEX })).toThrow(
      expect.objectContaining({ code: "input_invalid", message: expect.stringContaining("PLUGSMITH_PYPI_INDEX") }),
    );
  },
);
