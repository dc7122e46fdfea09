import type { LockedPackage } from "../dependencies/locked-package.ts";
import { isObject, type JsonObject } from "../dependencies/parse-json-object.ts";
import type { Finding } from "./advisory-source.ts";
import { compareSeverity, parseSeverity } from "./parse-severity.ts";
import { pickNames, pickText, pickUrl } from "./pick-text.ts";

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What OSV is asked of one package of PyPI. */
export const renderOsvQuestion = ({ name, version }: LockedPackage, token?: string): string =>
  JSON.stringify({
    version,
    package: { name, ecosystem: "PyPI" },
    ...(token === undefined ? {} : { page_token: token }),
  });

/** Ranges and first fixed versions of a record, for a person: OSV itself has compared the version. */
function describeRanges(record: JsonObject, name: string): { range?: string; fixedIn?: string } {
  const affected = list(record["affected"]).filter(isObject);
  const own = affected.filter((each) => isObject(each["package"]) && each["package"]["name"] === name);
  const events = own
    .flatMap((each) => list(each["ranges"]))
    .filter(isObject)
    .filter((range) => range["type"] === "ECOSYSTEM")
    .flatMap((range) => list(range["events"]))
    .filter(isObject);
  const words = events.flatMap((event) => {
    const introduced = pickText(event["introduced"], 60);
    const fixed = pickText(event["fixed"], 60);
    return [...(introduced === undefined ? [] : [`>=${introduced}`]), ...(fixed === undefined ? [] : [`<${fixed}`])];
  });
  const fixes = events.flatMap((event) => pickText(event["fixed"], 60) ?? []);
  return {
    ...(words.length === 0 ? {} : { range: words.join(" ").slice(0, 300) }),
    ...(fixes.length === 0 ? {} : { fixedIn: fixes.join(" or ").slice(0, 120) }),
  };
}

function makeFinding(record: JsonObject, { ecosystem, name, version, scope }: LockedPackage): Finding {
  const [id = "osv-unnamed", ...aliases] = pickNames([record["id"], ...list(record["aliases"])]);
  const weighed = isObject(record["database_specific"]) ? record["database_specific"]["severity"] : undefined;
  return {
    id,
    aliases,
    ecosystem,
    package: name,
    version,
    scope,
    severity: parseSeverity(weighed),
    title: pickText(record["summary"], 200) ?? pickText(record["details"], 200) ?? "no title",
    ...describeRanges(record, name),
    url: pickUrl(`https://osv.dev/vulnerability/${id}`) ?? "https://osv.dev",
  };
}

/** The same advisory under two names is one; of two severities the heavier known one counts. */
function mergeAliases(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const names = new Set([finding.id, ...finding.aliases]);
    const at = merged.findIndex(({ id, aliases }) => [id, ...aliases].some((name) => names.has(name)));
    const twin = merged[at];
    if (twin === undefined) {
      merged.push(finding);
      continue;
    }
    const known = [twin, finding].filter(({ severity }) => severity !== "unknown");
    const [better = twin] = known.sort((a, b) => compareSeverity(a.severity, b.severity));
    const aliases = [...new Set([twin.id, ...twin.aliases, ...names])].filter((name) => name !== better.id);
    merged[at] = { ...better, aliases };
  }
  return merged;
}

/**
 * Answers of OSV's `/v1/query` for one package, page by page: {vulns: [{id, aliases, summary, affected, database_specific}]}, `{}`
 * for none. Withdrawn records do not count. `null` when one is not of that form.
 */
export function parseOsvAdvisories(pages: readonly unknown[], asked: LockedPackage): Finding[] | null {
  if (pages.some((page) => !isObject(page) || (page["vulns"] !== undefined && !Array.isArray(page["vulns"]))))
    return null;
  const records = pages.flatMap((page) => list((page as JsonObject)["vulns"])).filter(isObject);
  return mergeAliases(
    records.filter((record) => record["withdrawn"] === undefined).map((record) => makeFinding(record, asked)),
  );
}
