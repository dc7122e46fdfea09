import { describe, expect, it } from "vitest";
import { origin } from "../fold/origin.ts";
import { text } from "../parse/tree.ts";
import { makeLinked } from "../testing/make-program.ts";
import { createTracker } from "./tracker.ts";

const { top } = makeLinked("php", { "a.php": "1;" }).files[0] ?? {};

describe("the tracker", () => {
  it("stops following calls when the steps are used up", () => {
    const tracker = createTracker(2);
    const ways = [tracker.enter(), tracker.mayFollow(), tracker.enter(), tracker.mayFollow()];
    expect(ways).toEqual([true, true, true, false]);
  });

  it("looks at nothing more after four times as many, and says so", () => {
    const tracker = createTracker(1);
    expect(Array.from({ length: 6 }, () => tracker.enter())).toEqual([true, true, true, true, true, false]);
    expect(tracker.isSpent()).toBe(true);
  });

  it("goes no deeper than names of people go", () => {
    const tracker = createTracker(1_000);
    const ways = Array.from({ length: 201 }, () => tracker.enter());
    expect(ways.indexOf(false)).toBe(200);
    tracker.leave();
    expect(tracker.enter()).toBe(true);
  });

  it("asks for another round when what was cut comes from outside, and knows it then", () => {
    const tree = text("x", 1);
    const first = createTracker(1_000);
    if (!top) throw new Error("no file");
    expect(first.cut(tree, top, undefined)).toBeUndefined();
    first.root.folded.set(tree, { from: origin.request });
    expect(first.isUnsettled(() => ({ from: 0 }))).toBe(true);
    const second = createTracker(1_000, first);
    expect(second.cut(tree, top, undefined)).toEqual({ from: origin.request });
    second.root.folded.set(tree, { from: origin.request });
    expect(second.isUnsettled(() => ({ from: 0 }))).toBe(false);
  });
});
