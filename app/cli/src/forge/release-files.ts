import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Root of this checkout. */
export const plugsmithRoot = join(import.meta.dirname, "../../../..");

/** Builds what is missing of the bundles, or is not what its sources make; the build's own words are shown only on failure. */
export function buildBundles(): void {
  const script = join(plugsmithRoot, ".github/scripts/build-actions.ts");
  // An installed package brings its bundles along, and nothing to build them with.
  if (!existsSync(script)) return;
  execFileSync(process.execPath, [script, "--stale"], { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * The files of a Plugsmith release that Actions needs: reusable workflows, each action.yml and its bundle,
 * the template packs, whose contract drivers `test` renders anew.
 * The same set that the release workflow commits, by path.
 */
export function readReleaseFiles(): Record<string, Uint8Array> {
  const patterns = [
    ".github/workflows/{pipeline,publish,registry}.yml",
    "actions/*/action.yml",
    "actions/*/dist/**",
    "templates/packs/**",
    "docs/parity.json",
  ];
  const paths = globSync(patterns, { cwd: plugsmithRoot }).filter((path) =>
    statSync(join(plugsmithRoot, path)).isFile(),
  );
  return Object.fromEntries(
    [...paths.sort(), "package.json"].map((path) => [path, readFileSync(join(plugsmithRoot, path))]),
  );
}
