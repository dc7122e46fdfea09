import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import { siteFolder } from "../../program-transport.ts";
import type { SandboxDriver } from "../../sandbox-driver.ts";
import { openPrestashop } from "./open-prestashop.ts";

const url = "http://127.0.0.1";
const readyMs = 300_000;
/** The shop's folder as the image sees it, and the back office in it. */
const [inImage, desk] = ["/var/www/html", "admin-dev"];

/** Whether the image's web server listens; it starts last, and a question to it would be answered by a shop that is not ready. */
const isListening = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect(80, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

async function waitFor(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + readyMs;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`${what} did not come in ${readyMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const ask = async (path: string, expected: string): Promise<boolean> => {
  const answer = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
  const page = (await answer?.text().catch(() => "")) ?? "";
  return answer?.status === 200 && page.includes(expected);
};

/** Puts ours beside the shop's files; PHP reads .user.ini with the first page. */
function layOutOurs(plan: InsidePlan): void {
  const ours = (name: string) => join(findShopFolder(plan, "site"), name);
  mkdirSync(join(siteFolder, "var/logs"), { recursive: true });
  cpSync(ours("prepend.php"), join(siteFolder, "var/forge-prepend.php"));
  for (const name of ["forge.php", "prepare-image.php"]) cpSync(ours(name), join(siteFolder, name));
  const settings = {
    auto_prepend_file: `${inImage}/var/forge-prepend.php`,
    error_log: `${inImage}/var/logs/forge-errors.log`,
    ...{ log_errors: "1", display_errors: "0", error_reporting: "32767" },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(siteFolder, ".user.ini"), lines.join(""));
}

/** PrestaShop as the image `prestashop-flashlight` runs it: installed, with the database beside it. */
export function prestashopDockerDriver(versions: Readonly<Record<string, string>>): SandboxDriver {
  return {
    describe: () => ({ driver: "docker", versions }),
    async boot(plan) {
      await waitFor("The image's web server", isListening);
      layOutOurs(plan);
      await waitFor("The shop's first page", () => ask("/prepare-image.php", "ready"));
      rmSync(join(siteFolder, "prepare-image.php"));
      await waitFor("The shop's answer", () => ask("/forge.php?ask=shop", "prestashop"));
      // The containers end with the run, from outside.
      const place = { url, desk, logs: join(siteFolder, "var/logs") };
      return openPrestashop(plan.adminPassword ?? "", () => Promise.resolve(), place);
    },
  };
}
