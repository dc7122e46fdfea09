import { makeManifest } from "@plugsmith/trust/testing";
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

  it("says what the newest version may use, and leads to release, request and approvals where it knows their site", () => {
    const page = renderRegistryPage(published, "bench-hello") ?? "";
    expect(page).toContain("## What 1.0.0 may use");
    expect(page).toContain("- Memory: 64 MiB");
    expect(page).not.toContain("](http");
    const site = "https://github.com/acme/forge";
    const [plugin] = published.plugins;
    const versions = (plugin?.versions ?? []).map((entry) => ({
      ...entry,
      assets: { ...entry.assets, zip: `${site}/releases/download/bench-hello@1.0.0/x.zip` },
    }));
    const linked = { ...published, plugins: published.plugins.map((own) => ({ ...own, versions })) };
    const own = renderRegistryPage(linked, "bench-hello") ?? "";
    for (const path of ["releases/tag/bench-hello%401.0.0", "issues/1", "pull/2"])
      expect(own).toContain(`](${site}/${path})`);
  });

  it("shows which versions it was written for and which it was tested with, where the manifest says so", () => {
    const manifest = makeManifest({
      name: "bench-hello",
      supportedVersions: ">=8.3 <11",
      testedVersions: [{ version: "9.8.1", level: "real", runId: "7" }],
      events: { publishes: ["a.b"], subscribes: [] },
    });
    const page = renderRegistryPage(published, "bench-hello", manifest) ?? "";
    expect(page).toContain("- Written for versions: &#62;=8.3 &#60;11");
    expect(page).toContain("- Tested with versions: 9.8.1 &#40;real&#41;");
    expect(page).toContain("- Publishes: a.b");
    expect(page).not.toContain("Listens to");
  });
});
