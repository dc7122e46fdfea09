import type { ShopContainer } from "../shop-container.ts";

/** `prestashop/prestashop-flashlight`: nginx, PHP and an installed shop whose dump goes to a database beside it, by its documented variables. */
export const prestashopContainer: ShopContainer = {
  examples: { shop: "prestashop/prestashop-flashlight:8.2.1", database: "mariadb:11.4" },
  // Flashlight gives www-data these numbers.
  user: { uid: 1000, gid: 1000 },
  folder: "/var/www/html",
  folderMiB: 1536,
  seeded: true,
  writable: { "/tmp": 256 },
  // Its start rewrites /dump.sql, php.ini's folder and nginx's, which belong to its own user.
  readOnly: false,
  memoryMiB: 3072,
  environment: ({ databasePassword, adminPassword }) => ({
    PS_DOMAIN: "127.0.0.1",
    MYSQL_HOST: "127.0.0.1",
    MYSQL_PORT: "3306",
    MYSQL_DATABASE: "prestashop",
    MYSQL_USER: "prestashop",
    MYSQL_PASSWORD: databasePassword,
    ADMIN_MAIL_OVERRIDE: "owner@example.com",
    ADMIN_PASSWORD_OVERRIDE: adminPassword,
    DEBUG_MODE: "false",
  }),
  databaseName: "prestashop",
};
