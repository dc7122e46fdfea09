import type { InsidePlan } from "../../inside-plan.ts";
import type { PageAnswer } from "../../page.ts";
import { readText, siteFolder, siteUrl } from "../../program-transport.ts";
import type { RunningSite } from "../../sandbox-driver.ts";
import { makeModuleJobs } from "./module-jobs-transport.ts";
import { readLogLines, readMagentoErrors } from "./read-shop-logs.ts";

const answer = (status: number, text: string): PageAnswer => ({
  status: () => status,
  text: async () => text,
  json: async () => JSON.parse(text),
});

/** A Magento that serves. Questions go to forge.php, and what is typed on its machine is run there. */
export function openRealMagento(
  plan: InsidePlan,
  password: string,
  search: { readonly troubles: readonly string[] },
  stop: () => Promise<void>,
): RunningSite {
  const typed = makeModuleJobs(plan);
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
