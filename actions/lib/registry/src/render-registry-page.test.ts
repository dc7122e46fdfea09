import { describe, expect, it } from "vitest";
import { renderRegistryPage } from "./render-registry-page.ts";
import { suspendVersion } from "./revoke-version.ts";
import { add, at, published, revocation } from "./testing/test-registry.ts";

describe("renderRegistryPage", () => {
  it("shows versions, newest first, and lets nobody's text become markup", () => {
    const two = add(published, "1.10.0", 2);
    const page =
      renderRegistryPage(suspendVersion(two, { ...revocation, reason: "| <b>x</b> @team" }, at), "bench-hello") ?? "";
    expect(page.indexOf("1.10.0")).toBeLessThan(page.indexOf("| 1.0.0"));
    expect(page).not.toMatch(/<b>|@team/u);
    expect(renderRegistryPage(two, "nobody")).toBeNull();
  });
});
