import { posix } from "node:path";
import { isTestBed } from "./list-project-files.ts";
import { parseImports } from "./parse-imports.ts";
import { findHome, findRoom } from "./rooms.ts";

/** Relative imports across rooms that are meant: data of the root, and scripts that share one small thing. */
const meantEscapes: readonly { readonly from: RegExp; readonly to: RegExp }[] = [
  { from: /^app\/cli\//, to: /^package\.json$/ },
  // Steps are no packages; the pipeline verb runs the same cores that their bundles hold.
  { from: /^app\/cli\/src\/pipeline\//, to: /^actions\/([a-z]+)\/src\/\1-plugin\.ts$/ },
  // And asks first what the last of them would refuse.
  { from: /^app\/cli\/src\/pipeline\//, to: /^actions\/sandbox\/src\/cms\/require-shop\.ts$/ },
  {
    from: /^\.github\//,
    to: /^(vitest\.config|app\/cli\/src\/(check-node-version|init\/index|demo\/every-pack\/make-pack-request))\.ts$/,
  },
  {
    from: /^\.github\/deep\//,
    to: /^(bench\/isolation|actions\/(sandbox\/src\/cms|lib\/trust\/src\/testing\/conformance))\//,
  },
  {
    from: /^bench\//,
    to: /^((app\/cli|runner-agent|actions\/(package|test))\/src|actions\/sandbox\/src\/cms|\.github\/deep\/cms)\//,
  },
];

/** What runs plugins against doubles by design: the contract probe's payment provider, and the whole local forge. */
const madeOfDoubles = /^(actions\/lib\/kit\/src\/probe|app\/local)\//;

/**
 * Imports of one file that leave its room or go against the direction table. Tests of every room may also use the embedded
 * GitHub (`@plugsmith/local`), and its own tests every room: they prove the test bed against the real parts.
 */
export function findDirectionBreaks(file: string, source: string): string[] {
  const room = findRoom(file);
  const home = findHome(file);
  if (!room || !home) return [];
  const forTests = isTestBed(file);
  const allowed = new Set([
    ...room.mayImport,
    ...(room.package ? [room.package] : []),
    ...(forTests ? ["@plugsmith/local"] : []),
  ]);
  return parseImports(source).flatMap(({ specifier }) => {
    if (specifier.startsWith(".")) {
      const target = posix.normalize(posix.join(posix.dirname(file), specifier));
      const meant = meantEscapes.some(({ from, to }) => from.test(file) && to.test(target));
      const stays = target.startsWith(home) && findHome(target) === home;
      if (stays && !forTests && isTestBed(target) && !madeOfDoubles.test(file))
        return [`${file}: "${specifier}" is for tests only`];
      return stays || meant ? [] : [`${file}: "${specifier}" leaves ${home}; import the package by its name`];
    }
    if (!specifier.startsWith("@plugsmith/") || (forTests && home === "app/local/")) return [];
    const target = specifier.split("/").slice(0, 2).join("/");
    // Benchmarks are never shipped: they measure against the same doubles as tests.
    if (!forTests && home !== "bench/" && specifier.endsWith("/testing"))
      return [`${file}: ${specifier} is for tests only`];
    return allowed.has(target) ? [] : [`${file}: ${room.folder} may not import ${target}`];
  });
}
