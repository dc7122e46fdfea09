import { expect, it } from "vitest";
import { describePictures } from "./describe-pictures.ts";

const describeAll = (...paths: string[]) =>
  describePictures({
    artifacts: paths.map((path) => ({ name: path, path, digest: `sha256:${"a".repeat(64)}`, size: 1 })),
  });

it("names each page once, and says which are there at phone width too", () => {
  const at = (name: string) => `sandbox/pictures/${name}.png`;
  expect(
    describeAll(
      at("plugins-desktop"),
      at("checkout-desktop"),
      "sandbox/perf.json",
      at("checkout-phone"),
      at("thank-you-desktop"),
    ),
  ).toEqual({ count: 4, words: "plugins, checkout (also on a phone), thank-you" });
  expect(describeAll(at("failed-refund-admin"))).toEqual({ count: 1, words: "failed-refund-admin" });
});

it("says nothing where there is none, and nothing of a name that is more than a name", () => {
  expect(describePictures({})).toBeNull();
  expect(describeAll("sandbox/errors.log", "sandbox/pictures/[x](https://evil.example).png")).toBeNull();
});
