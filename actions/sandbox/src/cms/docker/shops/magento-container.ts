import type { ShopContainer } from "../shop-container.ts";

/**
 * Magento has no official image that may be handed on, so the customer brings one: an installed shop that serves on port 80
 * from /var/www/html, takes these variables, and brings its search engine along (docs/sandbox.md says all of it).
 */
export const magentoContainer: ShopContainer = {
  examples: { shop: "an image of your own, as docs/sandbox.md describes it", database: "mariadb:11.4" },
  user: { uid: 33, gid: 33 },
  folder: "/var/www/html",
  folderMiB: 3072,
  seeded: true,
  writable: { "/tmp": 512, "/run": 16 },
  readOnly: false,
  memoryMiB: 6144,
  environment: ({ databasePassword, adminPassword }) => ({
    MAGENTO_BASE_URL: "http://127.0.0.1/",
    MAGENTO_DB_HOST: "127.0.0.1",
    MAGENTO_DB_NAME: "magento",
    MAGENTO_DB_USER: "magento",
    MAGENTO_DB_PASSWORD: databasePassword,
    MAGENTO_ADMIN_USER: "admin",
    MAGENTO_ADMIN_PASSWORD: adminPassword,
  }),
  databaseName: "magento",
};
