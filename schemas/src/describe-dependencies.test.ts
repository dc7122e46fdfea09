import { describe, expect, it } from "vitest";
import { describeDependencies, renderDependencies } from "./describe-dependencies.ts";
import type { Dependencies, DependencyAdvisory } from "./generated/types.ts";

const one = { ecosystem: "npm", name: "left-pad", version: "1.3.0", scope: "runtime", state: "clean" } as const;
const lock = {
  path: "package-lock.json",
  ecosystem: "npm",
  packages: 1,
  use: "bundled",
  installed: true,
  fetched: 0,
  cached: 1,
} as const;
const make = (more: Partial<Dependencies>): Dependencies => ({
  ...{ audit: "clean", locks: [lock], packages: [one], unchecked: [], advisories: [], ...more },
});
const advisory = (more: Partial<DependencyAdvisory> = {}): DependencyAdvisory => ({
  ...{ id: "GHSA-a", ecosystem: "npm", package: "left-pad", version: "1.3.0", scope: "runtime", severity: "high" },
  ...{ title: "Bad | worse @everyone", range: "<1.3.1", fixedIn: "1.3.1", url: "https://github.com/advisories/GHSA-a" },
  ...more,
});
const silent = { ecosystem: "npm", packages: 1, why: "registry.test: no connection" } as const;

describe("describeDependencies", () => {
  it("says in a few words what is known, and nothing of a plugin without packages", () => {
    expect(describeDependencies(make({ audit: "nothing", packages: [] }))).toBe("");
    expect(describeDependencies(make({}))).toBe("1 package, no known vulnerability");
    expect(describeDependencies(make({ audit: "not_asked" }))).toBe("1 package, audited by the run that was approved");
    const found = [advisory(), advisory({ severity: "unknown" }), advisory({ allowed: "for now" })];
    expect(describeDependencies(make({ audit: "vulnerable", advisories: found }))).toBe(
      "1 package: 3 advisories (1 high, 1 of unknown weight, 1 allowed by the forge)",
    );
  });

  it("never reads like a pass when nobody could say", () => {
    const words = describeDependencies(make({ audit: "unchecked", unchecked: [silent] }));
    expect(words).toBe("1 package; dependency audit could not be checked");
    const some = make({ audit: "unchecked", unchecked: [silent], packages: [one, one], advisories: [advisory()] });
    expect(describeDependencies(some)).toBe(
      "2 packages: 1 advisory (1 high); dependency audit could not be checked for 1 of them",
    );
  });
});

describe("renderDependencies", () => {
  it("shows locks, who was silent, and advisories with their fix, all of it inert", () => {
    const text = renderDependencies(make({ audit: "unchecked", unchecked: [silent], advisories: [advisory()] }));
    expect(text).toContain("⚠️ Dependencies:");
    expect(text).toContain(
      "package-lock.json (npm): 1 package, bundled into the entry; installed (1 from the cache, 0 fetched)",
    );
    expect(text).toContain(
      "**Could not be checked:** 1 package of npm (registry.test: no connection). This is no pass",
    );
    expect(text).toContain("| high | left-pad 1.3.0 | [GHSA-a](https://github.com/advisories/GHSA-a)");
    expect(text).toContain("Bad &vert; worse @&#8203;everyone | &lt;1.3.1 | 1\\.3.1 |");
  });

  it("says that there is nothing to audit", () => {
    expect(renderDependencies(make({ audit: "nothing", packages: [], locks: [] }))).toBe(
      "No dependencies: nothing to audit.",
    );
  });
});
