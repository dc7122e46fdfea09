import { expect, it } from "vitest";
import { readParity } from "./read-parity.ts";

it("has the facts of every platform for shops", async () => {
  const facts = await readParity();
  for (const pack of ["woocommerce", "shopify", "prestashop", "magento", "node", "php", "python"])
    expect(facts.find((one) => one.pack === pack)).toMatchObject({ features: expect.arrayContaining(["checkout"]) });
});
