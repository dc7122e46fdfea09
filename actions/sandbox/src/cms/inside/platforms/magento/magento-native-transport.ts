import { join } from "node:path";
import { siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { layOutShop } from "./lay-out-transport.ts";
import { openMagento } from "./open-magento.ts";

const readyMs = 30_000;

/** The contract kernel in PHP of this machine. `versions` come from outside. */
export function magentoNativeDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan) {
      const password = layOutShop(plan);
      const router = join(siteFolder, "kernel/index.php");
      const server = startServer("/usr/bin/php", ["-S", "127.0.0.1:8080", "-t", join(siteFolder, "pub"), router], {
        // The shopper's way back and the provider's webhook may come together.
        PHP_CLI_SERVER_WORKERS: "3",
      });
      await waitForPage(server, "/", readyMs);
      return openMagento(password, () => stopServer(server));
    },
  };
}
