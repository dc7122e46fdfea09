import type { LockedPackage } from "../dependencies/locked-package.ts";
import type { JsonObject } from "../dependencies/parse-json-object.ts";
import type { Finding } from "./advisory-source.ts";
import { findFixedIn } from "./is-affected.ts";
import { parseSeverity } from "./parse-severity.ts";
import { pickText, pickUrl } from "./pick-text.ts";

/** A finding of an advisory that npm or Packagist wrote: they name severity and title alike. `link` is where people read of it. */
export function makeFinding(
  { ecosystem, name, version, scope }: LockedPackage,
  advisory: JsonObject,
  { id, aliases, range, link }: { id: string; aliases: readonly string[]; range: string; link: unknown },
): Finding {
  const fixedIn = findFixedIn(version, range);
  const url = pickUrl(link);
  return {
    ...{ id, aliases, ecosystem, package: name, version, scope },
    severity: parseSeverity(advisory["severity"]),
    title: pickText(advisory["title"], 200) ?? "no title",
    ...(range === "" ? {} : { range }),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    ...(url === undefined ? {} : { url }),
  };
}
