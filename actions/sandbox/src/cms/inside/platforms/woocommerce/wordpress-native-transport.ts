import { randomBytes } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder } from "../../inside-plan.ts";
import { runProgram, siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { layOutConfig, layOutSite, putFile, readPart } from "./lay-out-transport.ts";
import { loginPage, openWordpress } from "./open-wordpress.ts";

const php = "/usr/bin/php";
const readyMs = 30_000;
/** The scenario installs a plugin and calls it in the same moment: compiled code is kept from the first request on, and never when its file changed. */
const cacheCode = ["-d", "opcache.file_update_protection=0", "-d", "opcache.revalidate_freq=0"];

/** PHP of this machine with WordPress on SQLite. `versions` come from outside, where PHP was asked. */
export function wordpressNativeDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan) {
      layOutSite(plan);
      // The package brings a site with a well-known password.
      rmSync(join(siteFolder, "wp-content/database/.ht.sqlite"), { force: true });
      const sqlite = join(siteFolder, "wp-content/mu-plugins/sqlite-database-integration");
      cpSync(findShopFolder(plan, "sqlite"), sqlite, { recursive: true });
      const dropIn = readPart(join(findShopFolder(plan, "sqlite"), "db.copy"))
        .replaceAll("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", sqlite)
        .replaceAll("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php");
      putFile("wp-content/db.php", dropIn);
      layOutConfig(plan);
      for (const name of ["router.php", "install.php"]) {
        putFile(name, readPart(join(findShopFolder(plan, "site"), name)));
      }
      const password = randomBytes(12).toString("hex");
      await runProgram(php, ["install.php", password]);
      // WordPress calls itself, so one worker would wait for itself.
      const server = startServer(php, [...cacheCode, "-S", "127.0.0.1:8080", "-t", siteFolder, "router.php"], {
        PHP_CLI_SERVER_WORKERS: "4",
      });
      await waitForPage(server, loginPage, readyMs);
      return openWordpress(password, () => stopServer(server));
    },
  };
}
