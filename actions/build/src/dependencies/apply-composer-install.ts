import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { readTree, type StepToolkit } from "@plugsmith/action-kit";
import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import { archiveFolder, type ComposerArchive, type ComposerLock } from "./parse-composer-lock.ts";
import { isObject } from "./parse-json-object.ts";
import type { Fetched } from "./read-artifacts.ts";

const php = "/usr/bin/php";

function findComposer(): string {
  const places = ["/usr/bin", "/usr/local/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
  const found = places.map((folder) => join(folder, "composer")).find((file) => existsSync(file));
  if (found !== undefined && existsSync(php)) return realpathSync(found);
  throw new ForgeError("tool_missing", {
    message: "composer or PHP is not installed, and this plugin has packages in its composer.lock.",
    hint: "Install both (Debian and Ubuntu: apt-get install composer php-cli php-zip). A plugin whose lockfile names no package needs neither.",
  });
}

/** Composer notes where it found an archive; our own folder becomes the lockfile's address again, in bytes of our own order. */
function restoreAddresses(folder: string, fetched: readonly Fetched<ComposerArchive>[]): void {
  const file = join(folder, "vendor/composer/installed.json");
  if (!existsSync(file)) return;
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  const packages = isObject(value) && Array.isArray(value["packages"]) ? value["packages"] : [];
  const urls = new Map(fetched.map(({ artifact }) => [artifact.file, artifact.url]));
  for (const each of packages) {
    const dist = isObject(each) ? each["dist"] : undefined;
    if (isObject(dist)) Object.assign(dist, { url: urls.get(String(dist["url"])) ?? "" });
  }
  writeFileSync(file, `${JSON.stringify(value, null, 4)}\n`);
}

/** Programs, links and dot-files have no place in a package; what is left lies in `vendor/`. */
function dropUnwanted(vendor: string): void {
  rmSync(join(vendor, "bin"), { recursive: true, force: true });
  for (const { path, kind } of readTree(vendor)) {
    if (kind !== "file" || path.split("/").some((part) => part.startsWith("."))) rmSync(join(vendor, path));
  }
}

/**
 * `composer install` without network, scripts and plugins, from archives that were fetched before; `vendor/` ends in `folder`, a
 * copy of the plugin whose composer.lock is put back afterwards.
 * @throws ForgeError `tool_missing`; `dependencies_invalid` when composer refuses the lockfile
 */
export async function applyComposerInstall(
  toolkit: StepToolkit,
  { lock }: ComposerLock,
  fetched: readonly Fetched<ComposerArchive>[],
  folder: string,
  { name, version }: Pick<PluginManifest, "name" | "version">,
): Promise<void> {
  const composer = findComposer();
  const lockFile = join(folder, "composer.lock");
  const original = readFileSync(lockFile);
  mkdirSync(join(folder, archiveFolder));
  try {
    for (const { artifact, bytes } of fetched) writeFileSync(join(folder, artifact.file), bytes);
    writeFileSync(lockFile, JSON.stringify(lock));
    // Composer wants the machine's certificates even for files; behind the boundary there are none, and no network either. Its
    // classes would be called after chance, or, in newer releases, the same in two plugins of one shop with equal lockfiles.
    const suffix = createHash("sha256").update(`${name}\n`).update(original).digest("hex").slice(0, 32);
    const config = { "disable-tls": true, "autoloader-suffix": suffix };
    writeFileSync(join(folder, archiveFolder, "config.json"), JSON.stringify({ config }));
    const { exitCode, signal, stdout, stderr } = await toolkit.runConfined({
      program: php,
      args: [
        ...[composer, "install", "--no-dev", "--no-scripts", "--no-plugins", "--no-interaction", "--no-progress"],
        // What the shop's PHP offers is the shop's matter; this machine's must not decide what is built.
        ...["--prefer-dist", "--ignore-platform-reqs", "--no-ansi"],
      ],
      cwd: folder,
      readOnly: [dirname(composer)],
      readWrite: [folder],
      timeoutMs: 120_000,
      maxOutputBytes: 1024 * 1024,
      environment: {
        COMPOSER_HOME: join(folder, archiveFolder),
        COMPOSER_CACHE_DIR: "/dev/null",
        COMPOSER_DISABLE_NETWORK: "1",
        COMPOSER_ALLOW_SUPERUSER: "1",
        COMPOSER_ROOT_VERSION: version,
        COMPOSER_VENDOR_DIR: "vendor",
        COMPOSER_BIN_DIR: "vendor/bin",
      },
    });
    const words = `${stdout}\n${stderr}`;
    const stale = /lock file is not up to date/i.test(words);
    if (exitCode !== 0 || stale) {
      toolkit.showUntrusted("composer install", words);
      const why = stale ? "composer.lock is not up to date with composer.json" : words.replaceAll(/\s+/g, " ").trim();
      throw new ForgeError("dependencies_invalid", {
        message: `composer install refuses the lockfile: ${why.slice(0, 1000) || (signal ?? exitCode)}`,
        hint: "Write it anew (composer update --no-install) and commit it together with composer.json.",
      });
    }
  } finally {
    writeFileSync(lockFile, original);
    rmSync(join(folder, archiveFolder), { recursive: true, force: true });
  }
  restoreAddresses(folder, fetched);
  dropUnwanted(join(folder, "vendor"));
}
