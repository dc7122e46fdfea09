import { describe, expect, it } from "vitest";
import { createMasks } from "./masks.ts";

describe("masks", () => {
  it("hide every line of a secret, the longest first, and leave short words alone", () => {
    const masks = createMasks();
    masks.add("top-secret\nsecond line");
    masks.add("top-secret-longer");
    masks.add("ab");
    expect(masks.apply("top-secret-longer top-secret / second line / ab")).toBe("*** *** / *** / ab");
  });
});
