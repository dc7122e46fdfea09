import { expect, it } from "vitest";
import { requireShopTools } from "./read-shop-tools.ts";

it("names every program and extension that is missing, and what to install", async () => {
  const php = async () => ({ version: "8.2.36", extensions: ["curl", "intl"] });
  await expect(requireShopTools((path) => !path.endsWith("mariadbd"), php)).rejects.toMatchObject({
    code: "tool_missing",
    message: expect.stringMatching(/\/usr\/sbin\/mariadbd, .*PHP's pdo_mysql/),
    hint: expect.stringContaining("mariadb-server-core"),
  });
  await expect(requireShopTools(() => true, php)).rejects.toThrow(expect.not.stringMatching(/mariadbd|PHP's intl/));
});
