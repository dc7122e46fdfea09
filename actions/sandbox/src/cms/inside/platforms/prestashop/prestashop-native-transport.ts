import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../database-transport.ts";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { runProgram, siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { findDeskFolder } from "./find-desk-folder.ts";
import { openPrestashop } from "./open-prestashop.ts";
import { deskEmail, deskFolder } from "./selectors.ts";

const php = "/usr/bin/php";
/** Its first page compiles the shop's services. */
const readyMs = 120_000;
const settings = "/tmp/php-settings";

/** Copies the operator's release and our settings of PHP. */
async function layOutShop(plan: InsidePlan): Promise<void> {
  mkdirSync(settings, { recursive: true });
  mkdirSync(siteFolder, { recursive: true });
  cpSync(join(findShopFolder(plan, "site"), "php.ini"), join(settings, "forge.ini"));
  await runProgram("/bin/cp", [
    "-r",
    "--no-preserve=mode,ownership",
    `${findShopFolder(plan, "prestashop")}/.`,
    siteFolder,
  ]);
}

/** PrestaShop itself: its own installer on a MariaDB of this run, served by PHP of this machine. `versions` come from outside. */
export function prestashopNativeDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan) {
      // PHP reads the folder besides its own; everything that is started from here on inherits it.
      process.env["PHP_INI_SCAN_DIR"] = `:${settings}`;
      process.env["OPENSSL_CONF"] = join(findShopFolder(plan, "site"), "openssl.cnf");
      const [database] = await Promise.all([openDatabase("shop"), layOutShop(plan)]);
      const ours = (name: string) => join(findShopFolder(plan, "site"), name);
      const tag = plan.locale.replace("_", "-");
      const language = tag.split("-")[0] ?? "en";
      const password = randomBytes(12).toString("hex");
      // The country's settings bring its own language along.
      for (const each of new Set([tag, "fr-FR"])) {
        await runProgram(php, [ours("prepare.php"), "before", siteFolder, each.split("-")[0] ?? "", each]);
      }
      await runProgram(php, [
        join(siteFolder, "install/index_cli.php"),
        ...["--step=all", "--domain=127.0.0.1:8080", "--db_server=localhost", "--db_user=root", "--db_password="],
        ...["--db_name=shop", "--db_clear=1", "--db_create=0", "--prefix=ps_", "--name=Boutique", "--timezone=UTC"],
        ...[`--language=${language}`, "--country=fr", "--newsletter=0", "--ssl=0", "--rewrite=0"],
        ...[`--email=${deskEmail}`, `--password=${password}`],
      ]);
      // The shop keeps people out while either has its own name.
      renameSync(join(siteFolder, findDeskFolder(readdirSync(siteFolder))), join(siteFolder, deskFolder));
      rmSync(join(siteFolder, "install"), { recursive: true });
      cpSync(ours("forge.php"), join(siteFolder, "forge.php"));
      await runProgram(php, [ours("prepare.php"), "after", siteFolder]);
      // Compiled while the back office had its old name.
      rmSync(join(siteFolder, "var/cache"), { recursive: true, force: true });
      mkdirSync(join(siteFolder, "var/cache"));
      const server = startServer(
        php,
        ["-d", `auto_prepend_file=${ours("prepend.php")}`, "-S", "127.0.0.1:8080", "-t", siteFolder],
        { PHP_CLI_SERVER_WORKERS: "4" },
      );
      await waitForPage(server, "/forge.php?ask=shop", readyMs);
      return openPrestashop(password, async () => {
        await stopServer(server);
        await database.close();
      });
    },
  };
}
