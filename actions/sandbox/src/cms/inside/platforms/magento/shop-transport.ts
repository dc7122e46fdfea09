import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseSocket } from "../../database-transport.ts";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { runProgram, siteFolder, siteUrl } from "../../program-transport.ts";
import { chooseModulesOff } from "./choose-modules.ts";
import { listModules } from "./list-modules-transport.ts";

export const php = "/usr/bin/php";
const deskUser = "owner";
const settings = "/tmp/php-settings";

export const ourFile = (plan: InsidePlan, name: string) => join(findShopFolder(plan, "site"), name);

/** A command that fails ends with a line of all options that it knows. */
function pickComplaint(words: string): string {
  const lines = words.split("\n");
  const usage = lines.findIndex((line) => /^\s*[a-z:-]+ \[/.test(line));
  return lines
    .slice(0, usage === -1 ? undefined : usage)
    .join("\n")
    .trim()
    .slice(-1200);
}

/** `bin/magento` of the run's own copy. @throws Error with its last words. */
export const runMagento = (...args: readonly string[]) =>
  runProgram(php, [join(siteFolder, "bin/magento"), ...args, "--no-interaction", "--no-ansi"], pickComplaint);

/** Copies the operator's release, without what an earlier installation left in it, and our settings. */
export async function layOutRelease(plan: InsidePlan): Promise<void> {
  for (const folder of [settings, siteFolder, "/tmp/opcode"]) mkdirSync(folder, { recursive: true });
  cpSync(ourFile(plan, "php.ini"), join(settings, "forge.ini"));
  cpSync(ourFile(plan, "mail.php"), "/tmp/forge-mail.php");
  // PHP reads the folder besides its own; everything that is started from here on inherits it.
  process.env["PHP_INI_SCAN_DIR"] = `:${settings}`;
  const release = findShopFolder(plan, "magento");
  await runProgram("/bin/cp", ["-r", "--no-preserve=mode,ownership", `${release}/.`, siteFolder]);
  for (const path of ["app/etc/env.php", "app/etc/config.php", "generated", "var", "pub/static", "app/code"]) {
    rmSync(join(siteFolder, path), { recursive: true, force: true });
  }
  for (const path of ["app/code", "app/etc/forge", "generated", "var/lock", "var/log", "pub/static", "pub/media"]) {
    mkdirSync(join(siteFolder, path), { recursive: true });
  }
  cpSync(ourFile(plan, "database.xml"), join(siteFolder, "app/etc/forge/di.xml"));
  // A web server's file; without it Magento names its static files after a release that changes with each of them.
  writeFileSync(join(siteFolder, "pub/static/deployed_version.txt"), "1");
}

/** Magento's own installer, then one product to sell, and the desk's static files. */
export async function installShop(plan: InsidePlan, searchPort: number, password: string): Promise<void> {
  const off = chooseModulesOff(listModules(siteFolder));
  await runMagento(
    ...["setup:install", `--base-url=${siteUrl}/`, "--backend-frontname=admin", "--use-rewrites=1"],
    ...[`--db-host=${databaseSocket}`, "--db-name=shop", "--db-user=root", "--db-password="],
    ...["--admin-firstname=Olive", "--admin-lastname=Owner", "--admin-email=owner@example.com"],
    ...[`--admin-user=${deskUser}`, `--admin-password=${password}`, `--language=${plan.locale}`],
    ...["--currency=EUR", "--timezone=UTC", "--session-save=files", "--document-root-is-pub=1"],
    ...["--search-engine=opensearch", "--opensearch-host=127.0.0.1", `--opensearch-port=${searchPort}`],
    ...["--lock-provider=file", `--lock-file-path=${join(siteFolder, "var/lock")}`],
    ...["--use-secure=0", "--use-secure-admin=0", "--admin-use-security-key=0"],
    ...(off.length > 0 ? [`--disable-modules=${off.join()}`] : []),
  );
  await runMagento("deploy:mode:set", "developer", "--skip-compilation");
  await runProgram(php, [ourFile(plan, "prepare.php"), siteFolder, plan.locale]);
  await runMagento("indexer:reindex");
  await deployStatic(plan.locale, "adminhtml", "Magento/backend");
}

/** Static files of one theme, as an owner makes them before the shop goes live. */
export const deployStatic = (locale: string, area: "frontend" | "adminhtml", theme: string) =>
  runMagento("setup:static-content:deploy", "-f", "-j", "2", "--area", area, "--theme", theme, locale);
