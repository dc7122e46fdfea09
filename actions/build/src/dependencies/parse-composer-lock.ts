import type { IncludedPackage, Parsed, ParseIssue } from "@plugsmith/schemas";
import { parseAllowedUrl } from "./check-origin.ts";
import { type Artifact, type LockedPackage, makeIncluded } from "./locked-package.ts";
import { isObject, type JsonObject, mostLockBytes, mostPackages, parseJsonObject } from "./parse-json-object.ts";

export interface ComposerArchive extends Artifact {
  /** Where composer finds the archive, below the folder that it runs in. */
  readonly file: string;
}

export interface ComposerLock {
  readonly packages: readonly LockedPackage[];
  readonly archives: readonly ComposerArchive[];
  /** What they hold; a metapackage has no files. */
  readonly included: readonly IncludedPackage[];
  /** The lockfile with each archive's address replaced by its file; without development packages. */
  readonly lock: JsonObject;
}

/** Folder of the fetched archives while composer runs. */
export const archiveFolder = "plugsmith-archives";

const namePattern = /^[a-z0-9][a-z0-9._-]{0,99}\/[a-z0-9][a-z0-9._-]{0,99}$/;
const versionPattern = /^[0-9A-Za-z][0-9A-Za-z.+#_/-]{0,99}$/;
/** Where Packagist's packages have their archives. */
const publicHosts = [
  "https://api.github.com",
  "https://codeload.github.com",
  "https://repo.packagist.org",
  "https://packagist.org",
];

/**
 * A plugin's composer.lock, a stranger's text. Each package that ships must have a zip at a known host; repositories, folders,
 * other hosts and other archives are issues. A missing checksum is none: archives of GitHub are named by commit alone.
 * @param repositories origins besides the public ones, of the forge's own composer repository
 */
export function parseComposerLock(text: string, path: string, repositories: readonly string[]): Parsed<ComposerLock> {
  const parsed = parseJsonObject(text, path, mostLockBytes);
  if (!parsed.ok) return parsed;
  const issues: ParseIssue[] = [];
  const refuse = (rule: string, message: string) => {
    if (issues.length < 20) issues.push({ path, rule, message });
  };
  const runtime = parsed.value["packages"];
  const dev = parsed.value["packages-dev"] ?? [];
  if (!Array.isArray(runtime) || !Array.isArray(dev)) {
    refuse("kind", "has no lists packages and packages-dev");
    return { ok: false, issues };
  }
  if (runtime.length + dev.length > mostPackages) {
    refuse("count", `names ${runtime.length + dev.length} packages; at most ${mostPackages} are built`);
  }
  const origins = [...publicHosts, ...repositories];
  const packages = new Map<string, LockedPackage>();
  const archives: ComposerArchive[] = [];
  const included: IncludedPackage[] = [];
  const readPackage = (entry: unknown, scope: LockedPackage["scope"]): JsonObject | null => {
    const name = isObject(entry) ? entry["name"] : undefined;
    const version = isObject(entry) ? entry["version"] : undefined;
    if (!isObject(entry) || typeof name !== "string" || !namePattern.test(name) || name.includes("..")) {
      refuse("name", `${JSON.stringify(String(name).slice(0, 80))} is no package name`);
      return null;
    }
    if (typeof version !== "string" || !versionPattern.test(version) || version.includes("..")) {
      refuse("version", `${name} has no version`);
      return null;
    }
    if (packages.has(name)) refuse("twice", `${name} is named twice`);
    packages.set(name, { ecosystem: "composer", name, version: version.replace(/^v(?=\d)/, ""), scope });
    return entry;
  };
  const shipped: JsonObject[] = [];
  for (const each of runtime.slice(0, mostPackages)) {
    const entry = readPackage(each, "runtime");
    if (entry === null) continue;
    const { source: _source, "notification-url": _told, "transport-options": _options, dist, ...kept } = entry;
    if (entry["type"] === "metapackage") {
      shipped.push(kept);
      continue;
    }
    const { name } = entry;
    const url = isObject(dist) && typeof dist["url"] === "string" ? parseAllowedUrl(dist["url"], origins) : null;
    const shasum = isObject(dist) ? (dist["shasum"] ?? "") : "";
    const reference = isObject(dist) ? (dist["reference"] ?? "") : "";
    if (!isObject(dist) || dist["type"] !== "zip" || url === null) {
      const place = isObject(dist)
        ? `${String(dist["type"]).slice(0, 20)} at ${String(dist["url"]).slice(0, 120)}`
        : "no archive";
      refuse(
        "dist",
        `${name} is ${JSON.stringify(place)}; only zips of Packagist, GitHub and the forge's own repository can be used`,
      );
    } else if (typeof shasum !== "string" || !/^([0-9a-f]{40})?$/.test(shasum))
      refuse("shasum", `${name} has no SHA-1`);
    else if (typeof reference !== "string" || !/^[0-9A-Za-z._-]{0,100}$/.test(reference)) {
      refuse("reference", `${name} has an odd reference`);
    } else if (shasum === "" && !/^[0-9a-f]{40}$/.test(reference)) {
      refuse("shasum", `${name} has neither a checksum nor a commit, so nobody could tell which bytes are meant`);
    } else {
      const file = `${archiveFolder}/${archives.length}.zip`;
      const checksum = shasum === "" ? null : ({ algorithm: "sha1", hex: shasum } as const);
      archives.push({ what: `${name} ${entry["version"]}`, url: url.href, checksum, file });
      const locked = packages.get(String(name));
      if (locked) included.push(makeIncluded(locked.name, locked.version, checksum));
      shipped.push({ ...kept, dist: { type: "zip", url: file, reference, shasum } });
    }
  }
  for (const each of dev.slice(0, mostPackages)) readPackage(each, "dev");
  if (issues.length > 0) return { ok: false, issues };
  const lock = { ...parsed.value, packages: shipped, "packages-dev": [] };
  return { ok: true, value: { packages: [...packages.values()], archives, included, lock } };
}
