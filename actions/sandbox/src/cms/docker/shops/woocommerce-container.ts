import type { ShopContainer } from "../shop-container.ts";

const define = (name: string, value: string) => `define( '${name}', ${value} );`;
const site = "'http://127.0.0.1'";

/** The official image `wordpress:*-apache`, by the variables that its entrypoint documents. WooCommerce is laid out by the scenario's program. */
export const woocommerceContainer: ShopContainer = {
  examples: { shop: "wordpress:6.8-php8.3-apache", database: "mariadb:11.4" },
  // www-data of Debian; Apache may bind port 80, which Docker opens to everyone in a network of its own.
  user: { uid: 33, gid: 33 },
  folder: "/var/www/html",
  folderMiB: 768,
  seeded: false,
  writable: { "/tmp": 128, "/run": 16 },
  readOnly: true,
  memoryMiB: 2048,
  environment: ({ databasePassword }) => ({
    WORDPRESS_DB_HOST: "127.0.0.1",
    WORDPRESS_DB_NAME: "wordpress",
    WORDPRESS_DB_USER: "wordpress",
    WORDPRESS_DB_PASSWORD: databasePassword,
    WORDPRESS_DEBUG: "1",
    WORDPRESS_CONFIG_EXTRA: [
      define("WP_HOME", site),
      define("WP_SITEURL", site),
      define("WP_DEBUG_LOG", "true"),
      define("WP_DEBUG_DISPLAY", "false"),
      define("DISABLE_WP_CRON", "true"),
      define("WP_HTTP_BLOCK_EXTERNAL", "true"),
      define("WP_ACCESSIBLE_HOSTS", "'127.0.0.1,localhost'"),
      define("AUTOMATIC_UPDATER_DISABLED", "true"),
      define("FS_METHOD", "'direct'"),
    ].join(" "),
  }),
  databaseName: "wordpress",
};
