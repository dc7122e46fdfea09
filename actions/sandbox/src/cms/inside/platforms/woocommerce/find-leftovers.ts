/** Names that WordPress and WooCommerce themselves make while people work; patterns of `kind:name`. */
const ownOfTheShop = [
  /^options:_(site_)?transient_/,
  /^options:(recently_activated|uninstall_plugins|auto_core_update_notified|can_compress_scripts)$/,
  /^options:(finished_updating_comment_type|wp_attachment_pages_enabled|db_upgraded)$/,
  /^cron:(wp_|upgrader_scheduled_cleanup|recovery_mode_|delete_expired_transients|woocommerce_|wc_|action_scheduler)/,
  /^userMeta:(session_tokens|wp_.*|_woocommerce_persistent_cart_.*|community-events-location)$/,
  /^content:(forge-.*\.jsonl|debug\.log|uploads|upgrade|upgrade-temp-backup|languages|wc-logs)$/,
];

/** Names that a whole WooCommerce makes besides, whoever pays. */
const ownOfRealShop = [
  /^options:(woocommerce_|wc_|action_scheduler_|schema-ActionScheduler|as_|product_cat_children|jetpack_)/,
  /^userMeta:(meta-box-order_|closedpostboxes_|metaboxhidden_|screen_layout_|manageedit-|edit_|_woocommerce_|woocommerce_|wc_|dismissed_)/,
  /^cron:(generate_category_lookup_table|jetpack_|wc-admin|wcpay)/,
  /^(jobs|groups):/,
];

type State = Readonly<Record<string, readonly string[]>>;

/**
 * What is in the site after the plugin that was not there before: `kind:name`. A name that holds the plugin's own is always
 * a leftover; others only when nobody but the plugin can have made them.
 */
export function findLeftovers(before: State, after: State, plugin: string, level: "real" | "contract"): string[] {
  const shop = level === "real" ? [...ownOfTheShop, ...ownOfRealShop] : ownOfTheShop;
  const own = [plugin, plugin.replaceAll("-", "_")];
  return Object.entries(after).flatMap(([kind, names]) =>
    names
      .filter((name) => !(before[kind] ?? []).includes(name))
      .map((name) => ({ name, full: `${kind}:${name}` }))
      .filter(
        ({ name, full }) => own.some((each) => name.includes(each)) || !shop.some((pattern) => pattern.test(full)),
      )
      .map(({ full }) => full),
  );
}
