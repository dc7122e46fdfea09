import { describe, expect, it } from "vitest";
import { decideRegistryHealth } from "./decide-registry-health.ts";
import { removeVersion } from "./remove-version.ts";
import { renderRegistryReport } from "./render-registry-report.ts";
import { revokeVersion } from "./revoke-version.ts";
import { add, at, published, revocation } from "./testing/test-registry.ts";

const render = (registry = published) =>
  renderRegistryReport({
    registry,
    health: decideRegistryHealth({ registry, ageSeconds: 60, isSigned: true }),
    at: "2026-06-03T10:00:00.000Z",
    note: "Checked under root 1.",
  });

describe("renderRegistryReport", () => {
  it("is dated, says how far it was checked, and names every version, revocation and removal", () => {
    const revoked = revokeVersion(add(published, "1.1.0", 2), { ...revocation, reason: "leaks | <b>" }, at);
    const text = render(removeVersion(revoked, { ...revocation, version: "1.1.0", reason: "named a customer" }, at));
    for (const words of [
      "# Registry of acme/forge, 2026-06-03",
      "Checked under root 1.",
      "| bench-hello | 1.0.0 | revoked |",
      "leaks &#124; &#60;b&#62;",
      "| bench-hello | 1.1.0 | 2026-06-01 | named a customer |",
    ])
      expect(text).toContain(words);
  });

  it("leaves out sections that would be empty", () => {
    expect(render()).not.toContain("## R");
  });
});
