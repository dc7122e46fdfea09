import { readText, siteFolder, siteUrl } from "../../program-transport.ts";
import type { RunningSite, SiteLog } from "../../sandbox-driver.ts";

export const loginPage = "/wp-login.php";

/** Below wp-content; our must-use plugin writes all but the last. */
const logs: Readonly<Record<SiteLog, string>> = {
  requests: "forge-requests.jsonl",
  egress: "forge-egress.jsonl",
  shop: "forge-wc-log.jsonl",
  mail: "forge-mail.jsonl",
  errors: "debug.log",
};

/** A WordPress that serves, whatever runs its PHP. */
export function openWordpress(password: string, stop: () => Promise<void>, url: string = siteUrl): RunningSite {
  let nonce: string | undefined;
  return {
    url,
    password,
    readLog: (name) => readText(`${siteFolder}/wp-content/${logs[name]}`),
    async api(admin, method, path, data) {
      nonce ??= await (await admin.request.fetch(`${url}/wp-admin/admin-ajax.php?action=rest-nonce`)).text();
      const headers = { "x-wp-nonce": nonce, "content-type": "application/json" };
      return admin.request.fetch(`${url}/?rest_route=${path}`, { method, headers, ...(data ? { data } : {}) });
    },
    stop,
  };
}
