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

  it("shows of each version what it is written for and where it was tried, with the run that saw it", () => {
    const [plugin] = published.plugins;
    const [first] = plugin?.versions ?? [];
    if (!plugin || !first) throw new Error("nothing is published");
    const site = "https://github.com/acme/forge";
    const tried = {
      ...first,
      version: "1.1.0",
      assets: { ...first.assets, zip: `${site}/releases/download/bench-hello@1.1.0/x.zip` },
      supportedVersions: ">=8.3 <11",
      testedVersions: [
        { version: "WordPress 6.5.5, PHP 8.2.36", level: "contract", runId: "42" } as const,
        { version: "[9](https://evil.example)", level: "real", runId: "43" } as const,
      ],
    };
    const page =
      renderRegistryPage({ ...published, plugins: [{ ...plugin, versions: [first, tried] }] }, plugin.name) ?? "";
    expect(page).toContain(
      `| 1.1.0 | &#62;=8.3 &#60;11 | WordPress 6.5.5, PHP 8.2.36 (level contract, [run 42](${site}/actions/runs/42))<br>`,
    );
    expect(page).not.toContain("](https://evil");
    expect(page).toContain("| 1.0.0 | not said | not tried in its platform |");
  });

  it("takes nobody's own word for where a plugin was tried", () => {
    const manifest = makeManifest({
      name: "bench-hello",
      testedVersions: [{ version: "9.8.1", level: "real", runId: "7" }],
      events: { publishes: ["a.b"], subscribes: [] },
    });
    const page = renderRegistryPage(published, "bench-hello", manifest) ?? "";
    expect(page).not.toContain("9.8.1");
    expect(page).toContain("- Publishes: a.b");
    expect(page).not.toContain("Listens to");
  });
});
