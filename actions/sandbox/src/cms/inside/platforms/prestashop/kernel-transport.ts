import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { readText, siteFolder, startServer, stopServer, waitForPage } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { openPrestashop } from "./open-prestashop.ts";

const readyMs: Readonly<Record<"native" | "wasm", number>> = { native: 30_000, wasm: 90_000 };
const router = join(siteFolder, "router.php");

/** The kernel's program and data beside each other, as in a shop; it plants itself at the first request. */
function layOutKernel(plan: InsidePlan, password: string): void {
  cpSync(findShopFolder(plan, "kernel"), siteFolder, { recursive: true });
  for (const name of ["modules", "var/logs", "var/locks", "var/sessions", "var/database"]) {
    mkdirSync(join(siteFolder, name), { recursive: true });
  }
  writeFileSync(join(siteFolder, "var/key"), randomBytes(32).toString("hex"));
  writeFileSync(join(siteFolder, "var/plant.json"), JSON.stringify({ locale: plan.locale, password }));
}

function serveNative(): ChildProcess {
  // The scenario installs a module and calls it in the same moment: compiled code is never older than its file.
  const cacheCode = ["-d", "opcache.file_update_protection=0", "-d", "opcache.revalidate_freq=0"];
  return startServer("/usr/bin/php", [...cacheCode, "-S", "127.0.0.1:8080", "-t", siteFolder, router], {
    PHP_CLI_SERVER_WORKERS: "4",
  });
}

function serveWasm(plan: InsidePlan): ChildProcess {
  const parts = join(plan.parts.playground, "../../../..");
  const server = join(findShopFolder(plan, "server"), "serve.mjs");
  return startServer(process.execPath, [server, parts, plan.php, "8080", siteFolder, router], {});
}

/** The contract kernel of PrestaShop, run by PHP of this machine or PHP in WebAssembly. `versions` come from outside. */
export function kernelDriver(driver: "native" | "wasm", versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver, versions }),
    async boot(plan) {
      const password = randomBytes(12).toString("hex");
      layOutKernel(plan, password);
      const server = driver === "wasm" ? serveWasm(plan) : serveNative();
      await waitForPage(server, "/plant.php", readyMs[driver]);
      const site = openPrestashop(password, () => stopServer(server));
      const readLog: typeof site.readLog = (name) =>
        name === "errors" ? site.readLog(name) : readText(join(siteFolder, `var/logs/forge-${name}.jsonl`));
      return { ...site, readLog };
    },
  };
}
