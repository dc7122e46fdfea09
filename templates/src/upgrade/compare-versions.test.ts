import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.ts";

it("orders versions by their numbers, pre-releases before their release, whatever the build", () => {
  const ordered = ["1.0.0-alpha", "1.0.0-beta.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0"];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
});
