import { expect, it } from "vitest";
import type { CmsPlatform } from "./cms-platform.ts";
import { explainMissingNative, gatherCmsFacts } from "./gather-cms-facts.ts";
import { woocommerceCms } from "./platforms/woocommerce/woocommerce-cms.ts";

const none = () => "";

it("asks for no PHP where the platform needs none", async () => {
  const node: CmsPlatform = { ...woocommerceCms, phpExtensions: undefined, drivers: ["native"] };
  expect(await gatherCmsFacts(node, none, true)).toMatchObject({
    php: undefined,
    needs: undefined,
    drivers: ["native"],
  });
  expect(await explainMissingNative(node)).toBeUndefined();
});

it("takes the drivers that can do what was asked for, and the PHP that was asked for", async () => {
  const narrow: CmsPlatform = { ...woocommerceCms, check: () => ["native"] };
  const facts = await gatherCmsFacts(narrow, (input) => (input === "php" ? "8.3" : ""), false);
  expect(facts).toMatchObject({ boundary: false, drivers: ["native"], askedPhp: "8.3" });
  expect(facts.needs?.extensions).toContain("pdo_sqlite");
});
