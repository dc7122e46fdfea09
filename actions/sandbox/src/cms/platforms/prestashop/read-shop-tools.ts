import { existsSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";
import { readNativePhp } from "../../read-native-php.ts";

/** What a whole PrestaShop and its installer cannot do without. */
const extensions = [
  ...["ctype", "curl", "dom", "fileinfo", "gd", "iconv", "intl", "json", "mbstring", "mysqli", "openssl", "pdo_mysql"],
  ...["simplexml", "xml", "zip", "zlib"],
];
const packages =
  "apt-get install php-cli php-mysql php-intl php-gd php-zip php-curl php-mbstring php-xml mariadb-server-core mariadb-client-core";

/** @throws ForgeError `tool_missing`, with what is missing and the packages that bring it. */
export async function requireShopTools(
  exists: (path: string) => boolean = existsSync,
  php = readNativePhp,
): Promise<void> {
  const programs = ["/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db"].filter((path) => !exists(path));
  const found = (await php())?.extensions ?? [];
  const missing = [...programs, ...extensions.filter((one) => !found.includes(one)).map((one) => `PHP's ${one}`)];
  if (missing.length === 0) return;
  throw new ForgeError("tool_missing", {
    message: `A real PrestaShop cannot start on this machine: ${missing.join(", ")} missing.`,
    hint: `${packages} (no database service is needed), or leave --prestashop-dir out.`,
  });
}
