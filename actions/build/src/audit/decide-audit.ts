import type { AdvisoryAllowance, Dependencies, DependencyAdvisory, DependencyUnchecked } from "@plugsmith/schemas";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import type { Finding } from "./advisory-source.ts";
import { compareSeverity, isBlocking } from "./parse-severity.ts";

/** What the sources said; an ecosystem that none of them could answer for stands in `unchecked`. */
export interface AuditAnswers {
  readonly findings: readonly Finding[];
  readonly unchecked: readonly DependencyUnchecked[];
}

export interface Audit extends Pick<Dependencies, "audit" | "packages" | "unchecked" | "advisories"> {
  /** Advisories that stop the build. */
  readonly blocking: readonly DependencyAdvisory[];
  /** Allowances that would have counted, had their day not passed. */
  readonly expired: readonly AdvisoryAllowance[];
}

const mostPackages = 1000;
const mostAdvisories = 100;
const keyOf = ({ ecosystem, name, version }: Pick<LockedPackage, "ecosystem" | "name" | "version">) =>
  `${ecosystem} ${name} ${version}`;

/**
 * What the answers mean for a build of `plugin` on the day `today` (YYYY-MM-DD, UTC): high, critical and unweighed advisories of
 * packages that run stop it, unless the forge allows the advisory up to that day or a later one.
 */
export function decideAudit(
  packages: readonly LockedPackage[],
  { findings, unchecked }: AuditAnswers,
  allowances: readonly AdvisoryAllowance[],
  plugin: string,
  today: string,
): Audit {
  const expired = new Set<AdvisoryAllowance>();
  const advisories = findings
    .map(({ aliases, ...finding }): DependencyAdvisory => {
      const fitting = allowances.filter(
        ({ advisory, plugins }) =>
          [finding.id, ...aliases].includes(advisory) && (plugins === undefined || plugins.includes(plugin)),
      );
      const counting = fitting.find(({ expires }) => expires >= today);
      if (counting === undefined) for (const each of fitting) expired.add(each);
      if (counting === undefined) return finding;
      return { ...finding, allowed: `${counting.reason} (until ${counting.expires})` };
    })
    .sort(
      (a, b) => compareSeverity(a.severity, b.severity) || (a.scope === b.scope ? 0 : a.scope === "runtime" ? -1 : 1),
    );
  const hit = new Set(findings.map((each) => keyOf({ ...each, name: each.package })));
  const silent = new Set(unchecked.map(({ ecosystem }) => ecosystem));
  const states = packages.map((each) => {
    const { ecosystem, name, version, scope } = each;
    const state = hit.has(keyOf(each)) ? "vulnerable" : silent.has(ecosystem) ? "unchecked" : "clean";
    return { ecosystem, name, version, scope, state } as const;
  });
  const worst = unchecked.length > 0 ? "unchecked" : findings.length > 0 ? "vulnerable" : "clean";
  return {
    audit: packages.length === 0 && unchecked.length === 0 ? "nothing" : worst,
    packages: states.slice(0, mostPackages),
    unchecked: [...unchecked],
    advisories: advisories.slice(0, mostAdvisories),
    blocking: advisories.filter(
      ({ scope, severity, allowed }) => scope === "runtime" && allowed === undefined && isBlocking(severity),
    ),
    expired: [...expired],
  };
}
