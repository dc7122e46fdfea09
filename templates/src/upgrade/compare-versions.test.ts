import fc from "fast-check";
import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.ts";

// The list of https://semver.org/#spec-item-11, with numbers of different lengths added.
const ordered = [
  "0.9.0",
  "1.0.0-0",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-alpha.beta",
  "1.0.0-beta",
  "1.0.0-beta.2",
  "1.0.0-beta.11",
  "1.0.0-beta.9007199254740992",
  "1.0.0-beta.9007199254740993",
  "1.0.0-beta-2",
  "1.0.0-rc.1",
  "1.0.0",
  "1.2.0",
  "1.10.0",
  "2.0.0",
  "10.0.0",
];

it("orders any two versions as the specification does, pre-releases before their release", () => {
  const index = fc.integer({ min: 0, max: ordered.length - 1 });
  fc.assert(
    fc.property(index, index, (a, b) => {
      expect(Math.sign(compareVersions(ordered[a] ?? "", ordered[b] ?? ""))).toBe(Math.sign(a - b));
    }),
    { numRuns: 500 },
  );
});

it("looks at no build", () => {
  expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
  expect(compareVersions("1.0.0-rc.1+b-2", "1.0.0-rc.1")).toBe(0);
});
