import type { IncludedPackage, Parsed, ParseIssue } from "@plugsmith/schemas";
import { parseAllowedUrl } from "./check-origin.ts";
import { type Artifact, type LockedPackage, makeIncluded } from "./locked-package.ts";
import { isObject, type JsonObject, mostLockBytes, mostPackages, parseJsonObject } from "./parse-json-object.ts";

export interface NpmLock {
  readonly packages: readonly LockedPackage[];
  /** Tarballs that `npm ci --omit=dev --omit=optional` unpacks. */
  readonly artifacts: readonly Artifact[];
  /** What is installed by them, the packages that lie inside another's tarball included. */
  readonly included: readonly IncludedPackage[];
  /** What npm gets to see instead of the plugin's own two files: known fields only, each address the registry's. */
  readonly lock: JsonObject;
  readonly manifest: JsonObject;
  /** Packages that would run a program when they are installed; here none of them does. */
  readonly installScripts: number;
}

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]{0,99}\/)?[a-zA-Z0-9~-][a-zA-Z0-9._~-]{0,199}$/;
const mostNested = 20;
const versionPattern = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,80})?(?:\+[0-9A-Za-z.-]{1,80})?$/;
/** Ranges, tags and aliases; nothing that names a file, a repository or an address. */
const specPattern = /^(?:npm:(?:@[a-z0-9._~-]{1,100}\/)?[a-zA-Z0-9._~-]{1,200}@)?[^:/\\]{0,200}$/;
const dependencyFields = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;
const publicRegistries = ["https://registry.npmjs.org", "https://registry.yarnpkg.com"];

/** Address of a version's tarball, the same at every npm registry. */
function locateTarball(registry: string, name: string, version: string): string {
  return `${registry}/${name}/-/${name.split("/").at(-1)}-${version.split("+")[0]}.tgz`;
}

/** Name of the package at a place such as `node_modules/a/node_modules/@b/c`; `null` for any other path. */
function parsePlace(place: string): string | null {
  const [first, ...names] = `/${place}`.split("/node_modules/");
  if (first !== "" || names.length === 0 || names.length > mostNested) return null;
  return names.every((name) => namePattern.test(name)) ? (names.at(-1) ?? null) : null;
}

function parseIntegrity(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 1000) return null;
  const token = value.split(/\s+/).find((each) => each.startsWith("sha512-"));
  const bytes = Buffer.from(token?.slice("sha512-".length) ?? "", "base64");
  return bytes.length === 64 && token === `sha512-${bytes.toString("base64")}` ? bytes.toString("hex") : null;
}

/** Dependencies of one package as plain name to range; a spec that reaches outside the registry becomes an issue. */
function pickRanges(entry: JsonObject, refuse: (rule: string, message: string) => void): JsonObject {
  const picked: Record<string, unknown> = {};
  for (const field of dependencyFields) {
    const given = entry[field];
    if (given === undefined) continue;
    const ranges = isObject(given) ? Object.entries(given) : [];
    if (!isObject(given)) refuse("kind", `${field} is no object`);
    for (const [name, range] of ranges) {
      if (!namePattern.test(name)) refuse("name", `${JSON.stringify(name.slice(0, 60))} is no package name`);
      else if (typeof range !== "string" || !specPattern.test(range)) {
        const shown = JSON.stringify(String(range).slice(0, 80));
        refuse("spec", `${name} is asked for as ${shown}; only versions of the registry can be used`);
      }
    }
    picked[field] = Object.fromEntries(ranges);
  }
  return picked;
}

/**
 * A plugin's package-lock.json (lockfileVersion 2 or 3) beside its package.json, both strangers' text. Each package must be a
 * version of the registry with a sha512; links, repositories, files, other hosts and odd places are issues.
 * @param registry origin and path of the npm registry, without a slash at its end
 */
export function parseNpmLock(lockText: string, manifestText: string, path: string, registry: string): Parsed<NpmLock> {
  const parsedLock = parseJsonObject(lockText, path, mostLockBytes);
  if (!parsedLock.ok) return parsedLock;
  const manifestPath = path.replace(/package-lock\.json$/, "package.json");
  const parsedManifest = parseJsonObject(manifestText, manifestPath, mostLockBytes);
  if (!parsedManifest.ok) return parsedManifest;
  const issues: ParseIssue[] = [];
  const refuseAt = (where: string) => (rule: string, message: string) => {
    if (issues.length < 20) issues.push({ path: where, rule, message });
  };
  const refuse = refuseAt(path);
  const { lockfileVersion, packages: entries } = parsedLock.value;
  if ((lockfileVersion !== 2 && lockfileVersion !== 3) || !isObject(entries)) {
    refuse("version", "is not of lockfileVersion 2 or 3; write it anew with npm 9 or later");
    return { ok: false, issues };
  }
  const manifest = parsedManifest.value;
  if (manifest["workspaces"] !== undefined) refuseAt(manifestPath)("workspaces", "workspaces cannot be built");
  if (manifest["overrides"] !== undefined) refuseAt(manifestPath)("overrides", "overrides cannot be built");
  const places = Object.entries(entries).filter(([place]) => place !== "");
  if (places.length > mostPackages)
    refuse("count", `names ${places.length} packages; at most ${mostPackages} are built`);
  const origins = [new URL(registry).origin, ...publicRegistries];
  const packages = new Map<string, LockedPackage>();
  const artifacts = new Map<string, Artifact>();
  const included = new Map<string, IncludedPackage>();
  const clean: Record<string, unknown> = {};
  let installScripts = 0;
  for (const [place, entry] of places.slice(0, mostPackages)) {
    const shown = JSON.stringify(place.slice(0, 120));
    const placed = parsePlace(place);
    if (placed === null || !isObject(entry)) {
      refuse("place", `${shown} is not a package below node_modules`);
      continue;
    }
    if (entry["link"] === true) {
      refuse("link", `${shown} is a link to a folder`);
      continue;
    }
    const name = entry["name"] ?? placed;
    const version = entry["version"];
    if (
      typeof name !== "string" ||
      !namePattern.test(name) ||
      typeof version !== "string" ||
      !versionPattern.test(version)
    ) {
      refuse("version", `${shown} has no version of the registry`);
      continue;
    }
    const url = locateTarball(registry, name, version);
    const given = entry["resolved"];
    if (given !== undefined) {
      const found = typeof given === "string" ? parseAllowedUrl(given, origins) : null;
      const end = new URL(locateTarball("https://x", name, version)).pathname;
      if (!found?.pathname.replace(/%2f/gi, "/").endsWith(end)) {
        refuse("resolved", `${shown} comes from ${JSON.stringify(String(given).slice(0, 120))}, not from the registry`);
      }
    }
    const bundled = entry["inBundle"] === true;
    const sha512 = parseIntegrity(entry["integrity"]);
    if (sha512 === null && !bundled) refuse("integrity", `${shown} has no sha512`);
    const dev = entry["dev"] === true || entry["devOptional"] === true;
    const optional = entry["optional"] === true || entry["devOptional"] === true;
    if (entry["hasInstallScript"] === true && !dev && !optional) installScripts += 1;
    const known = packages.get(`${name}@${version}`);
    if (known === undefined || known.scope === "dev") {
      packages.set(`${name}@${version}`, { ecosystem: "npm", name, version, scope: dev ? "dev" : "runtime" });
    }
    const checksum = bundled || sha512 === null ? null : ({ algorithm: "sha512", hex: sha512 } as const);
    if (!dev && !optional) {
      if (checksum !== null) artifacts.set(url, { what: `${name} ${version}`, url, checksum });
      if (checksum !== null || !included.has(url)) included.set(url, makeIncluded(name, version, checksum));
    }
    const flags = ["dev", "optional", "devOptional", "peer", "inBundle"].filter((flag) => entry[flag] === true);
    clean[place] = {
      ...(entry["name"] === undefined ? {} : { name }),
      version,
      ...(bundled ? {} : { resolved: url }),
      ...(sha512 === null ? {} : { integrity: `sha512-${Buffer.from(sha512, "hex").toString("base64")}` }),
      ...pickRanges(entry, refuse),
      ...Object.fromEntries(flags.map((flag) => [flag, true])),
      ...(isObject(entry["peerDependenciesMeta"]) ? { peerDependenciesMeta: entry["peerDependenciesMeta"] } : {}),
      ...(Array.isArray(entry["bundleDependencies"]) ? { bundleDependencies: entry["bundleDependencies"] } : {}),
    };
  }
  const root = isObject(entries[""]) ? entries[""] : {};
  const about = { name: "plugin", version: "0.0.0" };
  const asked = { ...about, ...pickRanges(manifest, refuseAt(manifestPath)) };
  const lock = {
    ...about,
    lockfileVersion: 3,
    requires: true,
    packages: { "": { ...about, ...pickRanges(root, refuse) }, ...clean },
  };
  if (issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    value: {
      packages: [...packages.values()],
      artifacts: [...artifacts.values()],
      included: [...included.values()],
      lock,
      manifest: asked,
      installScripts,
    },
  };
}
