import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder } from "../../inside-plan.ts";
import { readText, siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { layOutConfig, layOutSite } from "./lay-out-transport.ts";
import { loginPage, openWordpress } from "./open-wordpress.ts";

const readyMs = 90_000;
const settings = "/tmp/wasm-php.ini";
/** The Playground installs WordPress with this account. */
const password = "password";

/** PHP compiled to WebAssembly, from npm: needs no program of this machine but Node. */
export function wordpressWasmDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "wasm", versions }),
    async boot(plan) {
      layOutSite(plan);
      // npm's WordPress is installed and configured; one that somebody brought is not, and the Playground looks for a configuration.
      if (readText(join(siteFolder, "wp-config.php")) === "") layOutConfig(plan);
      // A copy, because the Playground writes into it while it installs a WordPress.
      writeFileSync(settings, readText(join(findShopFolder(plan, "site"), "wasm-php.ini")));
      const set = (name: string, value: string) => ["--define", name, value];
      const turn = (name: string, value: boolean) => ["--define-bool", name, String(value)];
      const args = [
        ...[plan.parts.playground, "server", "--port", "8080", "--php", plan.php, "--workers", "2"],
        ...["--wordpress-install-mode=install-from-existing-files-if-needed"],
        ...["--mount-before-install", `${settings}:/internal/shared/php.ini`],
        ...["--mount-before-install", `${siteFolder}:/wordpress`],
        ...turn("WP_HTTP_BLOCK_EXTERNAL", true),
        ...set("WP_ACCESSIBLE_HOSTS", "127.0.0.1,localhost"),
        ...turn("DISABLE_WP_CRON", true),
        ...turn("WP_DEBUG", true),
        ...turn("WP_DEBUG_LOG", true),
        ...turn("WP_DEBUG_DISPLAY", false),
      ];
      const server = startServer(process.execPath, args, {});
      await waitForPage(server, loginPage, readyMs);
      return openWordpress(password, () => stopServer(server));
    },
  };
}
