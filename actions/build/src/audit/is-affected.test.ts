import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFixedIn, isAffected } from "./is-affected.ts";

describe("isAffected", () => {
  it.each([
    ["1.2.5", "<1.2.6", true],
    ["1.2.6", "<1.2.6", false],
    ["1.2.6", ">=1.0.0 <1.2.6 || >=1.2.6 <1.3.0", true],
    ["0.9.9", ">=1.0.0 <1.2.6", false],
    ["1.10.0", "<1.9.0", false],
    ["2.0.0", ">=1.0,<1.5|>=2.0,<2.3", true],
    ["1.5", ">=1.0,<1.5|>=2.0,<2.3", false],
    ["v4.4.50", ">=4.4.0,<4.4.50", false],
    ["4.4.49.0", ">=4.4.0,<4.4.50", true],
    ["1.0.0-beta.2", "<1.0.0", true],
    ["1.0.0-beta.2", ">=1.0.0-beta.10", false],
    ["1.0.0-RC1", ">=1.0.0-beta1,<1.0.0", true],
    ["1.0.0", ">= 1.0.0, < 2.0.0", true],
    ["1.0.0", "=1.0.0", true],
    ["1.0.1", "==1.0.0", false],
    ["1.0.1", "!=1.0.1", false],
    ["1.0.0+build", "<=1.0.0", true],
    ["1.0.0", "*", true],
  ])("%s in %s: %s", (version, range, expected) => {
    expect(isAffected(version, range)).toBe(expected);
  });

  it.each([
    ["dev-main", "<1.0"],
    ["1.0.0", ""],
    ["1.0.0", "^1.0.0"],
    ["1.0.0", "the first ones"],
  ])("counts %s in %s as affected, because it does not understand it", (version, range) => {
    expect(isAffected(version, range)).toBe(true);
  });

  it("holds of a version exactly when it is below the bound, whatever the numbers are", () => {
    const number = fc.nat({ max: 30 });
    const version = fc.tuple(number, number, number);
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
        expect(isAffected(a.join("."), `<${b.join(".")}`)).toBe(order < 0);
        expect(isAffected(a.join("."), `>=${b.join(".")}`)).toBe(order >= 0);
      }),
    );
  });
});

it("finds the first version that is free again", () => {
  expect(findFixedIn("1.1.0", "<1.2.6")).toBe("1.2.6");
  expect(findFixedIn("2.0.0", ">=1.0,<1.5|>=2.0,<2.3")).toBe("2.3");
  expect(findFixedIn("1.0.0", "<=1.2.0")).toBeUndefined();
  expect(findFixedIn("1.0.0", "*")).toBeUndefined();
});
