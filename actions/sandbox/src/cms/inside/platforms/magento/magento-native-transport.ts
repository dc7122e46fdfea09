import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { runProgram, siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { openMagento } from "./open-magento.ts";

const php = "/usr/bin/php";
const readyMs = 30_000;

/** RequireJS and Knockout, which Magento's checkout brings too. */
export function layOutLibraries(plan: InsidePlan): void {
  const modules = findShopFolder(plan, "modules");
  const library = join(siteFolder, "pub/lib");
  mkdirSync(library, { recursive: true });
  cpSync(join(modules, "requirejs/require.js"), join(library, "require.js"));
  cpSync(join(modules, "knockout/build/output/knockout-latest.js"), join(library, "knockout.js"));
}

/** The contract kernel in PHP of this machine. `versions` come from outside. */
export function magentoNativeDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan) {
      layOutLibraries(plan);
      const kernel = findShopFolder(plan, "kernel");
      const password = randomBytes(12).toString("hex");
      await runProgram(php, [join(kernel, "setup.php"), siteFolder, plan.locale, password]);
      const server = startServer(
        php,
        ["-S", "127.0.0.1:8080", "-t", join(siteFolder, "pub"), join(kernel, "index.php")],
        {
          FORGE_SITE: siteFolder,
          FORGE_MODULE: findShopFolder(plan, "module"),
          // The shopper's way back and the provider's webhook may come together.
          PHP_CLI_SERVER_WORKERS: "3",
        },
      );
      await waitForPage(server, "/", readyMs);
      return openMagento(password, () => stopServer(server));
    },
  };
}
