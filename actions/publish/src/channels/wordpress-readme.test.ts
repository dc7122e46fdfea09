import { describe, expect, it } from "vitest";
import { addRevokedNotice, findStableTag, setStableTag } from "./wordpress-readme.ts";

const readme =
  "=== Acme Pay ===\nTags: pay\nStable tag: 1.0.0\nLicense: GPL\n\nPays.\n\n== Upgrade Notice ==\n\n= 0.9.0 =\nFaster.\n";

describe("readme.txt", () => {
  it("says which version it offers, and is changed in that line only", () => {
    expect(findStableTag(readme)).toBe("1.0.0");
    const changed = setStableTag(readme, "1.1.0") ?? "";
    expect(findStableTag(changed)).toBe("1.1.0");
    expect(changed.replace("1.1.0", "1.0.0")).toBe(readme);
  });

  it("without the line offers nothing", () => {
    expect(findStableTag("=== x ===\n")).toBeNull();
    expect(setStableTag("=== x ===\n", "1.0.0")).toBeNull();
  });

  it("gets the notice of a revocation once, above older ones, and no heading of the reason's", () => {
    const once = addRevokedNotice(readme, "1.0.0", "leaks\n== Fake ==");
    expect(once).toContain("== Upgrade Notice ==\n\n= 1.0.0 =\nRevoked, do not use: leaks -- Fake --\n");
    expect(once).toContain("= 0.9.0 =\nFaster.");
    expect(addRevokedNotice(once, "1.0.0", "leaks")).toBe(once);
    expect(addRevokedNotice("=== x ===\n", "1.0.0", "leaks")).toContain("== Upgrade Notice ==");
  });
});
