import { describe, expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import type { Finding } from "./advisory-source.ts";
import { decideAudit } from "./decide-audit.ts";

const locked = (name: string, scope: LockedPackage["scope"] = "runtime"): LockedPackage => ({
  ...{ ecosystem: "npm", name, version: "1.0.0", scope },
});
const finding = (name: string, more: Partial<Finding> = {}): Finding => ({
  ...{ id: `GHSA-${name}`, aliases: [`CVE-${name}`], ecosystem: "npm", package: name, version: "1.0.0" },
  ...{ scope: "runtime", severity: "high", title: "Bad", ...more },
});
const allowance = (advisory: string, more: object = {}) => ({
  ...{ advisory, reason: "No input of ours reaches it.", expires: "2026-06-30", ...more },
});
const decide = (findings: Finding[], allow: ReturnType<typeof allowance>[] = [], today = "2026-06-01") =>
  decideAudit([locked("a"), locked("b", "dev")], { findings, unchecked: [] }, allow, "acme-pay", today);

describe("decideAudit", () => {
  it("has nothing to audit in a plugin without packages", () => {
    expect(decideAudit([], { findings: [], unchecked: [] }, [], "acme-pay", "2026-06-01").audit).toBe("nothing");
  });

  it("calls packages clean when their source knows nothing of them", () => {
    const { audit, packages, blocking } = decide([]);
    expect([audit, packages.map(({ state }) => state), blocking]).toEqual(["clean", ["clean", "clean"], []]);
  });

  it.each([
    ["high", 1],
    ["critical", 1],
    ["unknown", 1],
    ["moderate", 0],
    ["low", 0],
  ] as const)("stops at %s in a package that runs: %i", (severity, expected) => {
    const { audit, blocking, packages } = decide([finding("a", { severity })]);
    expect([audit, blocking.length, packages[0]?.state]).toEqual(["vulnerable", expected, "vulnerable"]);
  });

  it("stops at nothing in development packages, and shows it", () => {
    const { audit, blocking, advisories } = decide([finding("b", { severity: "critical", scope: "dev" })]);
    expect([audit, blocking, advisories.length]).toEqual(["vulnerable", [], 1]);
  });

  it("lets pass what the forge allows, by any of its names, up to the last day", () => {
    for (const name of ["GHSA-a", "CVE-a"]) {
      const { blocking, advisories } = decide([finding("a")], [allowance(name)], "2026-06-30");
      expect(blocking).toEqual([]);
      expect(advisories[0]?.allowed).toBe("No input of ours reaches it. (until 2026-06-30)");
    }
  });

  it("does not let pass what was allowed until yesterday, for another plugin, or under another name", () => {
    const late = decide([finding("a")], [allowance("GHSA-a")], "2026-07-01");
    expect([late.blocking.length, late.expired.length]).toEqual([1, 1]);
    for (const other of [allowance("GHSA-a", { plugins: ["other"] }), allowance("GHSA-b")]) {
      expect(decide([finding("a")], [other])).toMatchObject({ blocking: [{ id: "GHSA-a" }], expired: [] });
    }
  });

  it("never calls a plugin clean when a source was silent, and stops all the same at what another one said", () => {
    const silent = { ecosystem: "pypi", packages: 1, why: "no connection" } as const;
    const python = { ...locked("c"), ecosystem: "pypi" as const };
    const quiet = decideAudit(
      [locked("a"), python],
      { findings: [], unchecked: [silent] },
      [],
      "acme-pay",
      "2026-06-01",
    );
    expect([quiet.audit, quiet.packages.map(({ state }) => state)]).toEqual(["unchecked", ["clean", "unchecked"]]);
    const loud = decideAudit(
      [locked("a"), python],
      { findings: [finding("a")], unchecked: [silent] },
      [],
      "acme-pay",
      "2026-06-01",
    );
    expect([loud.audit, loud.blocking.length]).toEqual(["unchecked", 1]);
  });

  it("shows the heaviest first, packages that run before others", () => {
    const { advisories } = decide([
      finding("a", { id: "1", severity: "low" }),
      finding("b", { id: "2", severity: "critical", scope: "dev" }),
      finding("a", { id: "3", severity: "critical" }),
    ]);
    expect(advisories.map(({ id }) => id)).toEqual(["3", "2", "1"]);
  });
});
