import { makeRequireTools } from "../../read-needed-tools.ts";

/** What a whole PrestaShop and its installer cannot do without. @throws ForgeError `tool_missing`. */
export const requireShopTools = makeRequireTools({
  product: "PrestaShop",
  programs: ["/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"],
  extensions: [
    ...["ctype", "curl", "dom", "fileinfo", "gd", "iconv", "intl", "json", "mbstring", "mysqli", "openssl"],
    ...["pdo_mysql", "simplexml", "xml", "zip", "zlib"],
  ],
  install:
    "apt-get install php-cli php-mysql php-intl php-gd php-zip php-curl php-mbstring php-xml mariadb-server-core mariadb-client-core",
  option: "--prestashop-dir",
});
