import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openDatabase } from "../../database-transport.ts";
import { siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { openRealMagento } from "./open-real-magento.ts";
import { openSearch } from "./search/search-transport.ts";
import { installShop, layOutRelease, ourFile, php } from "./shop-transport.ts";

/** Its first page makes the classes that the shop's wiring asks for. */
const readyMs = 240_000;

/** Magento itself: its own installer on a MariaDB of this run, a stand-in for its search engine, served by PHP of this machine. */
export function magentoRealDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "native", versions }),
    async boot(plan) {
      const password = `a1${randomBytes(12).toString("hex")}`;
      const search = await openSearch();
      const [database] = await Promise.all([openDatabase("shop", { log: 96, memory: 384 }), layOutRelease(plan)]);
      await installShop(plan, search.port, password);
      const server = startServer(
        php,
        ["-S", "127.0.0.1:8080", "-t", join(siteFolder, "pub"), ourFile(plan, "router.php")],
        { PHP_CLI_SERVER_WORKERS: "4" },
      );
      await waitForPage(server, "/forge/shop", readyMs);
      return openRealMagento(plan, password, search, async () => {
        await stopServer(server);
        await database.close();
        search.close();
      });
    },
  };
}
