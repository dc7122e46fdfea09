import type { LockedPackage } from "../dependencies/locked-package.ts";
import { isObject } from "../dependencies/parse-json-object.ts";
import type { Finding } from "./advisory-source.ts";
import { isAffected } from "./is-affected.ts";
import { makeFinding } from "./make-finding.ts";
import { pickText, pickUrl } from "./pick-text.ts";

/** What npm's registry is asked: each name with its versions. */
export function renderNpmQuestion(packages: readonly LockedPackage[]): string {
  const versions = Map.groupBy(packages, ({ name }) => name);
  return JSON.stringify(
    Object.fromEntries([...versions].map(([name, each]) => [name, each.map(({ version }) => version)])),
  );
}

/**
 * The answer of `/-/npm/v1/security/advisories/bulk`: lists of advisories by package name, {id, url, title, severity,
 * vulnerable_versions}. `null` when it is not of that form.
 */
export function parseNpmAdvisories(value: unknown, packages: readonly LockedPackage[]): Finding[] | null {
  if (!isObject(value) || Object.values(value).some((list) => !Array.isArray(list))) return null;
  return packages.flatMap((locked) => {
    const list = Object.hasOwn(value, locked.name) ? (value[locked.name] as readonly unknown[]) : [];
    return list.filter(isObject).flatMap((advisory): Finding[] => {
      const range = pickText(advisory["vulnerable_versions"], 300) ?? "";
      if (!isAffected(locked.version, range)) return [];
      const url = pickUrl(advisory["url"]);
      const ghsa = /GHSA(?:-[0-9a-z]{4}){3}$/.exec(url ?? "")?.[0];
      const number = typeof advisory["id"] === "number" ? `npm-${advisory["id"]}` : undefined;
      const id = ghsa ?? number ?? "npm-unnamed";
      const aliases = ghsa !== undefined && number !== undefined ? [number] : [];
      return [makeFinding(locked, advisory, { id, aliases, range, link: advisory["url"] })];
    });
  });
}
