import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { StepToolkit } from "@plugsmith/action-kit";
import { ForgeError } from "@plugsmith/schemas";
import type { NpmLock } from "./parse-npm-lock.ts";
import type { Fetched } from "./read-artifacts.ts";

/** npm's own program file: beside a Node of this machine, or wherever `npm` in PATH leads. */
function findNpm(): string {
  const beside = [
    process.execPath,
    ...(process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "npm")),
  ];
  for (const place of beside.filter((each) => existsSync(each))) {
    const real = realpathSync(place);
    const found = [real, join(dirname(real), "../lib/node_modules/npm/bin/npm-cli.js")].find(
      (file) => file.endsWith("npm-cli.js") && existsSync(file),
    );
    if (found !== undefined) return realpathSync(found);
  }
  throw new ForgeError("tool_missing", {
    message: "npm is not installed, and this plugin has packages of the npm registry.",
    hint: "Install Node with npm, and see that npm is in PATH.",
  });
}

/** npm finds a tarball in its cache by the digest alone, when it lies where npm would have put it. */
function fillCache(cache: string, fetched: readonly Fetched[]): void {
  for (const { artifact, bytes } of fetched) {
    const hex = artifact.checksum?.hex ?? "";
    const folder = join(cache, "_cacache/content-v2/sha512", hex.slice(0, 2), hex.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, hex.slice(4)), bytes);
  }
}

/**
 * `npm ci` without network and scripts, from files that were fetched and checked before; `node_modules` ends in `folder`.
 * @param scratch a folder of the job's own, emptied here, on the same file system as `folder`
 * @throws ForgeError `tool_missing`; `dependencies_invalid` when npm refuses the lockfile
 */
export async function applyNpmInstall(
  toolkit: StepToolkit,
  { lock, manifest }: NpmLock,
  fetched: readonly Fetched[],
  folder: string,
  scratch: string,
): Promise<void> {
  const npm = findNpm();
  rmSync(scratch, { recursive: true, force: true });
  const cache = join(scratch, "cache");
  mkdirSync(cache, { recursive: true });
  fillCache(cache, fetched);
  writeFileSync(join(scratch, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(scratch, "package-lock.json"), JSON.stringify(lock));
  const asked = [
    "--offline",
    "--ignore-scripts",
    "--omit=dev",
    "--omit=optional",
    "--no-bin-links",
    "--no-audit",
    "--no-fund",
  ];
  const quiet = ["--no-update-notifier", "--logs-max=0", "--loglevel=error", `--cache=${cache}`];
  const result = await toolkit.runConfined({
    program: process.execPath,
    args: [npm, "ci", ...asked, ...quiet, "--userconfig=/tmp/no-user", "--globalconfig=/tmp/no-global"],
    cwd: scratch,
    readOnly: [dirname(dirname(npm))],
    readWrite: [scratch],
    timeoutMs: 120_000,
    maxOutputBytes: 1024 * 1024,
  });
  if (result.exitCode !== 0) {
    toolkit.showUntrusted("npm ci", result.stderr);
    const words = result.stderr
      .replaceAll(/^npm error ?/gm, "")
      .replaceAll(scratch, "")
      .replaceAll(/\s+/g, " ")
      .trim();
    throw new ForgeError("dependencies_invalid", {
      message: `npm ci refuses the lockfile: ${words.slice(0, 1000) || (result.signal ?? result.exitCode)}`,
      hint: "Write it anew (npm install --package-lock-only --ignore-scripts) and commit it together with package.json.",
    });
  }
  const made = join(scratch, "node_modules");
  rmSync(join(made, ".package-lock.json"), { force: true });
  const target = join(folder, "node_modules");
  rmSync(target, { recursive: true, force: true });
  if (existsSync(made) && readdirSync(made).length > 0) renameSync(made, target);
  rmSync(scratch, { recursive: true, force: true });
}
