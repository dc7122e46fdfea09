import { describe, expect, it } from "vitest";
import { renderCompatibility } from "./render-compatibility.ts";

describe("renderCompatibility", () => {
  it("has a cell for every pair, and counts what does not parse", () => {
    const cells = [
      { wordpress: "6.4.5", php: "8.2", status: "refused", detail: "" },
      { wordpress: "6.5.5", php: "8.2", status: "passed", detail: "" },
      { wordpress: "6.5.5", php: "7.4", status: "failed", detail: "" },
    ] as const;
    const rows = [{ pack: "magento", asks: "~8.1||~8.2", files: 9, broken: { "7.4": 3, "8.2": 0 } }];
    const page = renderCompatibility(cells, rows, "It asks for 6.5.");
    expect(page).toContain("| WordPress | PHP 7.4 | PHP 8.2 |");
    expect(page).toContain("| 6.4.5 | – | – |");
    expect(page).toContain("| 6.5.5 | ✗ | ✓ |");
    expect(page).toContain("| magento | ~8.1\\|\\|~8.2 | 9 | 3 | 0 |");
  });
});
