import { expect, it } from "vitest";
import { woocommerceContainer } from "./woocommerce-container.ts";

it("configures WordPress as the other drivers do: its address, its log, no calls and no jobs of its own", () => {
  const extra = woocommerceContainer.environment({ databasePassword: "x", adminPassword: "y" })[
    "WORDPRESS_CONFIG_EXTRA"
  ];
  const defined = [...(extra ?? "").matchAll(/define\( '([A-Z_]+)', ('[^']*'|true|false) \);/g)];
  expect(Object.fromEntries(defined.map(([, name, value]) => [name, value]))).toMatchObject({
    WP_HOME: "'http://127.0.0.1'",
    WP_DEBUG_LOG: "true",
    DISABLE_WP_CRON: "true",
    WP_HTTP_BLOCK_EXTERNAL: "true",
  });
  expect(extra).not.toMatch(/\$|y/);
});
