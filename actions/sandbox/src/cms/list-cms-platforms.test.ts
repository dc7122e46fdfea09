import { expect, it } from "vitest";
import { listPlatforms } from "./inside/list-platforms.ts";
import { findCmsPlatform } from "./list-cms-platforms.ts";

it("knows outside the boundary exactly the shop systems that the program behind it can start", () => {
  const inside = Object.keys(listPlatforms());
  expect(inside.map((cms) => findCmsPlatform(cms)?.cms)).toEqual(inside);
  for (const other of ["bench", "node", "python", undefined]) expect(findCmsPlatform(other)).toBeUndefined();
});
