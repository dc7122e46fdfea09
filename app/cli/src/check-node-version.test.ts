import { describe, expect, it } from "vitest";
import { checkNodeVersion, oldestNode } from "./check-node-version.ts";

describe("checkNodeVersion", () => {
  it("is content with the oldest version and everything newer", () => {
    for (const version of [oldestNode, `v${oldestNode}`, "v24.21.0", "v25.0.0", "v26.10.0"])
      expect(checkNodeVersion(version)).toBeUndefined();
  });

  it.each(["v20.20.2", "v22.18.0", "v24.14.9", "v24.0.0"])("refuses %s and says how to get a newer one", (version) => {
    expect(checkNodeVersion(version)).toContain(version);
    expect(checkNodeVersion(version)).toContain("npm ci");
  });
});
