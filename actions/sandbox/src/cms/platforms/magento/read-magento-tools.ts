import { makeRequireTools } from "../../read-needed-tools.ts";

/** What a whole Magento and its installer cannot do without; its search engine is ours. @throws ForgeError `tool_missing`. */
export const requireMagentoTools = makeRequireTools({
  product: "Magento",
  programs: ["/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"],
  extensions: [
    ...["bcmath", "ctype", "curl", "dom", "fileinfo", "gd", "iconv", "intl", "json", "libxml", "mbstring", "mysqli"],
    ...[
      "openssl",
      "pdo_mysql",
      "simplexml",
      "soap",
      "sockets",
      "sodium",
      "tokenizer",
      "xmlwriter",
      "xsl",
      "zip",
      "zlib",
    ],
  ],
  install:
    "apt-get install php-cli php-mysql php-bcmath php-intl php-gd php-zip php-curl php-mbstring php-soap php-xml mariadb-server-core mariadb-client-core",
  option: "--magento-dir",
});
