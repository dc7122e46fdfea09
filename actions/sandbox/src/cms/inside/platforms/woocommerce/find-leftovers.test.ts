import { describe, expect, it } from "vitest";
import { findLeftovers } from "./find-leftovers.ts";

const before = { options: ["siteurl", "woocommerce_currency"], cron: ["wp_version_check"], tables: ["wp_posts"] };

describe("findLeftovers", () => {
  it("finds nothing in a site that is as it was, but for what WordPress makes itself", () => {
    const after = {
      ...before,
      options: [...before.options, "_site_transient_update_plugins", "recently_activated"],
      cron: [...before.cron, "upgrader_scheduled_cleanup"],
      content: ["forge-requests.jsonl", "upgrade"],
    };
    expect(findLeftovers(before, after, "salon-pay", "contract")).toEqual([]);
  });

  it("lets a whole WooCommerce make options of its own, but none that is named after the plugin", () => {
    const options = [...before.options, "woocommerce_task_list_tracked_completed_tasks"];
    expect(findLeftovers(before, { ...before, options }, "salon-pay", "real")).toEqual([]);
    expect(findLeftovers(before, { ...before, options }, "salon-pay", "contract")).toHaveLength(1);
    const after = { options: ["woocommerce_salon_pay_settings"], jobs: ["salon_pay_ask_again", "wc_admin_daily"] };
    const left = ["options:woocommerce_salon_pay_settings", "jobs:salon_pay_ask_again"];
    expect(findLeftovers(before, after, "salon-pay", "real")).toEqual(left);
  });

  it.each([
    ["options", "woocommerce_salon_pay_settings"],
    ["options", "_transient_salon_pay_token"],
    ["options", "something_new"],
    ["cron", "woocommerce_salon-pay_sync"],
    ["tables", "wp_salon"],
    ["userMeta", "salon_pay_seen"],
    ["plugins", "salon-pay"],
    ["content", "backdoor.php"],
  ])("finds what was left in %s: %s", (kind, name) => {
    const after = { ...before, [kind]: [...((before as Record<string, string[]>)[kind] ?? []), name] };
    expect(findLeftovers(before, after, "salon-pay", "contract")).toEqual([`${kind}:${name}`]);
  });
});
