import { describe, expect, it } from "vitest";
import { renderOutcomes, renderPlan } from "./render-publication.ts";

const npm = { name: "npm", kind: "npm" } as const;
const trouble = { code: "version_exists", message: "npm has it with <b>other</b> bytes." };

describe("renderPlan", () => {
  it("says for each channel what would be done, or why it cannot", () => {
    const words = "publish x@1.0.0";
    expect(
      renderPlan("x@1.0.0", [
        { step: { channel: npm, action: "publish", intend: true }, words },
        { step: { channel: { ...npm, name: "two" }, action: "none" }, words },
        { step: { channel: { ...npm, name: "three" }, action: "refuse", trouble }, words },
      ]),
    ).toBe(
      "Dry run for x@1.0.0. npm: would publish x@1.0.0; two: nothing, it has the version; three: cannot, version_exists: npm has it with <b>other</b> bytes.",
    );
  });
});

describe("renderOutcomes", () => {
  it("is a table in which no word of a channel comes alive", () => {
    const text = renderOutcomes([
      { channel: "npm", kind: "npm", state: "refused", trouble },
      { channel: "shopify", kind: "kit", state: "handed_over", url: "https://github.test/1" },
    ]).join("\n");
    expect(text).toContain("| shopify | handed over | <https://github.test/1> |");
    expect(text).not.toContain("<b>");
    expect(renderOutcomes([])).toEqual([]);
  });
});
