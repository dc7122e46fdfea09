import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { applyLockedParts } from "../parts/apply-locked-parts.ts";
import type { Interpreted } from "./interpreter.ts";
import { type PortableHome, readPortableHome } from "./read-portable-home.ts";

const programs = [
  ...["read-stdin.mjs", "read-line-bytes.mjs", "run-php.mjs", "php.mjs"],
  ...["parse-python-arguments.mjs", "python-boot.py", "python.mjs"],
];
const timeoutMs = 300_000;
const titles = { php: "PHP 8.2", python: "Python 3.14" } as const;

/**
 * The folder of the interpreters in WebAssembly, installed from their own lockfile on first use (75 MB).
 * @throws ForgeError `tool_missing`.
 */
export async function applyPortable(
  runtime: Interpreted,
  say: (line: string) => void,
  home: PortableHome | undefined = readPortableHome(process.env),
): Promise<string> {
  const refuse = (why: string) =>
    new ForgeError("tool_missing", {
      message: `This machine has no ${runtime}, and ${titles[runtime]} in WebAssembly could not be installed: ${why}`,
      hint: "Install it (Debian and Ubuntu: apt-get install php-cli, python3), or make the npm registry reachable.",
    });
  if (home === undefined) throw refuse("this release does not hold its lockfile.");
  const { sources, cache } = home;
  const hash = createHash("sha256");
  for (const name of ["package.json", "package-lock.json", ".npmrc", ...programs])
    hash.update(readFileSync(join(sources, name)));
  const folder = join(cache, hash.digest("hex").slice(0, 16));
  const begin = () =>
    say(`no ${runtime} on this machine: installing ${titles[runtime]} in WebAssembly from npm, once (75 MB)`);
  await applyLockedParts({ sources, programs, folder, timeoutMs, begin, refuse });
  return folder;
}
