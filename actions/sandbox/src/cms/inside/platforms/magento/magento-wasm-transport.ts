import { join } from "node:path";
import { findShopFolder } from "../../inside-plan.ts";
import { siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { layOutShop } from "./lay-out-transport.ts";
import { openMagento } from "./open-magento.ts";

const readyMs = 90_000;

/** The contract kernel in PHP compiled to WebAssembly, from npm: needs no program of this machine but Node. */
export function magentoWasmDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "wasm", versions }),
    async boot(plan) {
      const password = layOutShop(plan);
      const parts = join(findShopFolder(plan, "modules"), "..");
      const router = join(siteFolder, "kernel/index.php");
      const program = join(findShopFolder(plan, "wasm"), "serve.mjs");
      const server = startServer(process.execPath, [program, parts, plan.php, "8080", siteFolder, router], {});
      await waitForPage(server, "/", readyMs);
      return openMagento(password, () => stopServer(server));
    },
  };
}
