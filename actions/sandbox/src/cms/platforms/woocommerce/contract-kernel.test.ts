import { execFileSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../../../cms");
const php = (code: string, ...args: string[]) =>
  execFileSync("/usr/bin/php", ["-d", "display_errors=stderr", "-r", code, "--", ...args], { encoding: "utf8" });

/** What the kernel's files need of WordPress while they are read. */
const wordpress = `define("ABSPATH", "/");
function add_action() {} function add_shortcode() {} function plugins_url() { return ""; } function apply_filters($hook, $value) { return $value; }
function get_option($name, $default = false) { return $default; } function wp_generate_password() { return "x"; } function did_action() { return 0; }
function get_locale() { return "en_US"; }
require $argv[1] . "/woocommerce-kernel/woocommerce.php";`;

/** Calls that a real WooCommerce answers, and that the kernel must not pretend to. */
const outside = [
  "WC()->shipping()",
  "WC()->countries",
  "WC()->cart->get_coupons()",
  "WC()->session->destroy_session()",
  "(new WC_Order())->get_shipping_total()",
  "(new WC_Order())->set_shipping_total(1)",
  "(new WC_Order())->get_meta('_x', false)",
  "(new WC_Order())->set_status('invented')",
  "wc_add_notice('x', 'fancy')",
  "wc_get_logger()->log('loud', 'x')",
  "wc_create_refund(array('order_id' => 1, 'surprise' => 1))",
  "Automattic\\WooCommerce\\Utilities\\FeaturesUtil::feature_is_enabled('x')",
  "Automattic\\WooCommerce\\Utilities\\FeaturesUtil::declare_compatibility('custom_order_tables', __FILE__)",
  "WC_Admin_Settings::get_settings_pages()",
];

describe.skipIf(!existsSync("/usr/bin/php"))("the contract kernel", () => {
  it("is PHP that parses, with the must-use plugin and the router", () => {
    const files = globSync("**/*.php", { cwd: folder }).map((file) => join(folder, file));
    expect(files.length).toBeGreaterThan(15);
    const parse =
      "foreach (array_slice($argv, 1) as $file) { token_get_all(file_get_contents($file), TOKEN_PARSE); echo 1; }";
    expect(php(parse, ...files)).toBe("1".repeat(files.length));
  });

  it("says of every call that it does not know that it is outside", () => {
    const tries = outside.map(
      (call) =>
        `try { ${call}; echo "pretended: ", ${JSON.stringify(call).replaceAll("$", "\\$")}, "\\n"; } catch (Plugsmith_Outside_Kernel $gap) { echo "ok\\n"; }`,
    );
    expect(
      php(`${wordpress} ${tries.join(" ")}`, folder)
        .trim()
        .split("\n"),
    ).toEqual(outside.map(() => "ok"));
  });
});
