import { join } from "node:path";
import { expect, it } from "vitest";
import { readAppFacts } from "./read-app-facts.ts";

it("reads the files of a generated app", () => {
  const root = join(import.meta.dirname, "../../../../../../..");
  const facts = readAppFacts(join(root, "templates/fixtures/shopify-full-fr/tree"), "acme-pay");
  expect(facts).toMatchObject({ brand: "Acme", paymentSession: "/payments/session", webhooks: "/webhooks/shopify" });
});
