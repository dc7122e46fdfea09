import { readText, siteFolder, siteUrl } from "../../program-transport.ts";
import type { RunningSite, SiteLog } from "../../sandbox-driver.ts";

/** Below var; the kernel writes them. */
const logs: Readonly<Record<SiteLog, string>> = {
  requests: "forge-requests.jsonl",
  egress: "forge-egress.jsonl",
  shop: "forge-log.jsonl",
  mail: "forge-mail.jsonl",
  errors: "errors.log",
};

/** A contract kernel of Magento that serves, whatever runs its PHP. */
export const openMagento = (password: string, stop: () => Promise<void>): RunningSite => ({
  url: siteUrl,
  password,
  readLog: (name) => readText(`${siteFolder}/var/${logs[name]}`),
  api: (admin, method, path, data) => admin.request.fetch(`${siteUrl}${path}`, { method, ...(data ? { data } : {}) }),
  stop,
});
