import { expect, it } from "vitest";
import { describeOrigin, origin } from "./origin.ts";

it("origins are said in words, and none is silent", () => {
  expect(describeOrigin(origin.request | origin.decoded)).toBe("what a visitor sends and decoded text");
  expect(describeOrigin(origin.none)).toBe("");
});
