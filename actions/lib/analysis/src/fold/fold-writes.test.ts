import { describe, expect, it } from "vitest";
import { foldProbe } from "../testing/fold-source.ts";
import { cross, uniteFolded } from "./fold-writes.ts";
import { origin } from "./origin.ts";

describe("values that are written to a name", () => {
  it("are united: every origin, every text, the way of the heaviest", () => {
    const trail = [{ path: "a", line: 1 }];
    expect(
      uniteFolded([
        { text: "x", from: 0 },
        { from: origin.request, trail },
        { text: "x", from: 0 },
      ]),
    ).toEqual({
      from: origin.request,
      options: ["x"],
      trail,
    });
    expect(uniteFolded([])).toEqual({ from: 0 });
  });

  it("remember the last six places that they came by", () => {
    let value = { from: origin.request } as Parameters<typeof cross>[0];
    for (let line = 1; line < 9; line += 1) value = cross(value, { path: "a", line });
    expect(value.trail?.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(cross({ from: 0 }, { path: "a", line: 1 })).toEqual({ from: 0 });
  });

  it("are a text where one call gives one, and vary where two give two", () => {
    expect(foldProbe("php", "function f($a) { probe($a); } f('x');").text).toBe("x");
    const two = foldProbe("php", "function f($a) { probe($a); } f('x'); f('y');");
    expect(two.options).toEqual(["x", "y"]);
    expect(two.from & origin.varies).toBe(origin.varies);
  });
});
