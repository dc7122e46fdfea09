import type { LockedPackage } from "../dependencies/locked-package.ts";
import { isObject } from "../dependencies/parse-json-object.ts";
import type { Finding } from "./advisory-source.ts";
import { isAffected } from "./is-affected.ts";
import { makeFinding } from "./make-finding.ts";
import { pickNames, pickText } from "./pick-text.ts";

/** What Packagist is asked: the names. It answers all advisories of each, for every version. */
export const renderComposerQuestion = (packages: readonly LockedPackage[]): string =>
  new URLSearchParams(packages.map(({ name }): [string, string] => ["packages[]", name])).toString();

/**
 * The answer of `/api/security-advisories/`: {advisories: {name: [{advisoryId, remoteId, cve, title, link, affectedVersions,
 * severity}]}}; PHP writes the empty map as a list. `null` when it is not of that form.
 */
export function parseComposerAdvisories(value: unknown, packages: readonly LockedPackage[]): Finding[] | null {
  const found = isObject(value) ? value["advisories"] : undefined;
  if (Array.isArray(found) && found.length === 0) return [];
  if (!isObject(found)) return null;
  const lists = new Map(
    Object.entries(found).map(([name, list]) => [name, isObject(list) ? Object.values(list) : list] as const),
  );
  if ([...lists.values()].some((list) => !Array.isArray(list))) return null;
  return packages.flatMap((locked) =>
    ((lists.get(locked.name) ?? []) as readonly unknown[]).filter(isObject).flatMap((advisory): Finding[] => {
      const range = pickText(advisory["affectedVersions"], 300) ?? "";
      if (!isAffected(locked.version, range)) return [];
      const [id = "composer-unnamed", ...aliases] = pickNames([
        advisory["advisoryId"],
        advisory["cve"],
        advisory["remoteId"],
      ]);
      return [makeFinding(locked, advisory, { id, aliases, range, link: advisory["link"] })];
    }),
  );
}
