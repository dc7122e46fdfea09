import { expect, it } from "vitest";
import { requireMagentoTools } from "./read-magento-tools.ts";

it("names every program and extension that Magento misses, and what to install", async () => {
  const php = async () => ({ extensions: ["curl", "intl"] });
  await expect(requireMagentoTools((path) => !path.endsWith("mariadbd"), php)).rejects.toMatchObject({
    code: "tool_missing",
    message: expect.stringMatching(/\/usr\/sbin\/mariadbd, .*PHP's bcmath/),
    hint: expect.stringMatching(/php-bcmath.*leave --magento-dir out/),
  });
  await expect(requireMagentoTools(() => true, php)).rejects.toThrow(expect.not.stringMatching(/mariadbd|PHP's intl/));
});
