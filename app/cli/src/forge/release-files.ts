import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Root of this checkout. */
export const plugsmithRoot = join(import.meta.dirname, "../../../..");

const sources = ["actions/**/src/**/*.ts", "schemas/src/**/*", "templates/src/**/*.ts", "package-lock.json"];

/** Whether a bundle is missing or older than a source that it was made from. */
export function areBundlesStale(): boolean {
  const actions = globSync("actions/*/action.yml", { cwd: plugsmithRoot });
  const bundles = actions.map((file) => join(plugsmithRoot, file, "../dist/main.js"));
  if (bundles.some((file) => !existsSync(file))) return true;
  const oldest = Math.min(...bundles.map((file) => statSync(file).mtimeMs));
  return globSync(sources, { cwd: plugsmithRoot }).some((file) => statSync(join(plugsmithRoot, file)).mtimeMs > oldest);
}

/** Builds the action bundles when needed; the build's own words go to stderr only on failure. */
export function buildBundles(): void {
  if (!areBundlesStale()) return;
  execFileSync(process.execPath, [join(plugsmithRoot, ".github/scripts/build-actions.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * The files of a Plugsmith release that Actions needs: reusable workflows, each action.yml and its bundle.
 * The same set that the release workflow commits, by path.
 */
export function readReleaseFiles(): Record<string, Uint8Array> {
  const patterns = [".github/workflows/{pipeline,publish,registry}.yml", "actions/*/action.yml", "actions/*/dist/**"];
  const paths = globSync(patterns, { cwd: plugsmithRoot }).filter((path) =>
    statSync(join(plugsmithRoot, path)).isFile(),
  );
  return Object.fromEntries(
    [...paths.sort(), "package.json"].map((path) => [path, readFileSync(join(plugsmithRoot, path))]),
  );
}
