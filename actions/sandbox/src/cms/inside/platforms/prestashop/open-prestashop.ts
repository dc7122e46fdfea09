import { readText, siteFolder, siteUrl } from "../../program-transport.ts";
import type { RunningSite } from "../../sandbox-driver.ts";
import { readShopErrors } from "./read-shop-errors.ts";

/** Where a shop is that this program did not start itself. */
interface ShopPlace {
  readonly url: string;
  /** Folder of the logs that ours write. */
  readonly logs: string;
  readonly desk?: string;
}

/** A PrestaShop, or its contract kernel, that serves. Its own questions go to forge.php: `GET /order?cart=7`. */
export function openPrestashop(
  password: string,
  stop: () => Promise<void>,
  { url: shop, logs, ...place }: ShopPlace = { url: siteUrl, logs: "/tmp" },
): RunningSite {
  return {
    ...{ url: shop, password, ...place },
    readLog: (name) =>
      name === "errors"
        ? readShopErrors("/tmp/forge-errors.log", `${siteFolder}/var/logs`)
        : readText(`${logs}/forge-${name}.jsonl`),
    async api(admin, method, path, data) {
      const url = `${shop}/forge.php?ask=${path.slice(1).replace("?", "&")}`;
      return admin.request.fetch(url, { method, ...(data ? { data } : {}) });
    },
    stop,
  };
}
