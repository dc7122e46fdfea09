import type { DependencyAdvisory } from "@plugsmith/schemas";
import type { Ecosystem, LockedPackage } from "../dependencies/locked-package.ts";

/** A known vulnerability of one locked package. */
export interface Finding extends Omit<DependencyAdvisory, "allowed"> {
  /** Other names of the same advisory: CVE, GHSA, PKSA, PYSEC. */
  readonly aliases: readonly string[];
}

/** Whoever knows the vulnerabilities of an ecosystem's packages. */
export interface AdvisorySource {
  readonly ecosystem: Ecosystem;
  /**
   * Everything known of the packages; empty means that nothing is.
   * @throws ForgeError `dependencies_unavailable` when it cannot say, which is never the same as nothing.
   */
  ask(packages: readonly LockedPackage[]): Promise<readonly Finding[]>;
}
