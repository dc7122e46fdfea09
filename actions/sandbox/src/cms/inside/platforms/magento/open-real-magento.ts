import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findShopFolder, type InsidePlan } from "../../inside-plan.ts";
import type { PageAnswer } from "../../page.ts";
import { readText, runProgram, siteFolder, siteUrl } from "../../program-transport.ts";
import type { RunningSite } from "../../sandbox-driver.ts";
import { readModulePlace } from "./read-module-place.ts";
import { readLogLines, readMagentoErrors } from "./read-shop-logs.ts";
import { deployStatic, ourFile, php, runMagento } from "./shop-transport.ts";

const answer = (status: number, text: string): PageAnswer => ({
  status: () => status,
  text: async () => text,
  json: async () => JSON.parse(text),
});

/** What an owner types on the shop's machine; the desk has no page for it. */
const jobs = (plan: InsidePlan): Readonly<Record<string, () => Promise<void>>> => {
  const module = findShopFolder(plan, "module");
  const { name, path } = readModulePlace(readText(join(module, "registration.php")));
  return {
    async enable() {
      mkdirSync(join(siteFolder, path), { recursive: true });
      cpSync(module, join(siteFolder, path), { recursive: true });
      await runMagento("module:enable", name);
      await runMagento("setup:upgrade");
    },
    async compile() {
      await runMagento("setup:di:compile");
      await deployStatic(plan.locale, "frontend", "Magento/luma");
      await runMagento("cache:flush");
    },
    async uninstall() {
      await runMagento("module:disable", name);
      await runProgram(php, [ourFile(plan, "remove.php"), siteFolder, name]);
      rmSync(join(siteFolder, path, ".."), { recursive: true });
      for (const made of [
        "generated/code",
        "generated/metadata",
        "var/cache",
        "var/page_cache",
        "var/view_preprocessed",
      ]) {
        rmSync(join(siteFolder, made), { recursive: true, force: true });
      }
      await runMagento("setup:upgrade");
    },
  };
};

/** A Magento that serves. Questions go to forge.php, and what is typed on its machine is run there. */
export function openRealMagento(
  plan: InsidePlan,
  password: string,
  search: { readonly troubles: readonly string[] },
  stop: () => Promise<void>,
): RunningSite {
  const typed = jobs(plan);
  return {
    ...{ url: siteUrl, password, stop },
    readLog(name) {
      if (name === "shop") return readLogLines(siteFolder);
      if (name !== "errors") return readText(`/tmp/forge-${name}.jsonl`);
      const own = search.troubles.map((trouble) => `${trouble}\n`).join("");
      return readMagentoErrors("/tmp/forge-errors.log", siteFolder) + own;
    },
    async api(admin, method, path) {
      const job = method === "POST" ? typed[path.replace("/forge/", "")] : undefined;
      if (!job) return admin.request.fetch(`${siteUrl}${path}`, { method });
      try {
        await job();
        return answer(200, "{}");
      } catch (error) {
        return answer(500, error instanceof Error ? error.message : String(error));
      }
    },
  };
}
