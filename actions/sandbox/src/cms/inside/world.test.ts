import { expect, it } from "vitest";
import { demand, known } from "./world.ts";

it("says what was expected and not seen", () => {
  expect(() => demand(false, "The button is missing.")).toThrow("The button is missing.");
  expect(() => demand(true, "x")).not.toThrow();
  expect(known(0, "The order")).toBe(0);
  expect(() => known(undefined, "The order")).toThrow(/^The order is not known/);
});
