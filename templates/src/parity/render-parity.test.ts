import { expect, it } from "vitest";
import type { ParityFacts } from "./parity-facts.ts";
import { renderParity } from "./render-parity.ts";

const facts: ParityFacts = {
  pack: "node",
  packVersion: "1.0.0",
  runtime: "node",
  supportedVersions: ">=20",
  features: ["checkout"],
  locales: ["en_US", "ar"],
  publishes: ["checkout.created", "payment.failed"],
  files: 3,
  judgedBy: "plugin",
  tests: 7,
  sandbox: "contract",
  checks: {
    "events.checkout_created": "passed",
    "events.payment_failed": "failed",
    "webhooks.retry_logic": "not_applicable",
  },
};

it("shows what was seen, what failed, and what a pack does not make", () => {
  const lines = renderParity([facts]).split("\n");
  for (const row of [
    "| feature checkout | ✅ |",
    "| feature refunds | – |",
    "| event `checkout.created` | ✅ |",
    "| event `payment.failed` | ❌ |",
    "| event `refund.issued` | – |",
    "| retries with one key | – |",
    "| languages | 2 |",
    "| right to left | ✅ |",
    "| contract judged by | its own process |",
  ])
    expect(lines).toContain(row);
});

it("puts the marks of a plugin that vouches for itself in brackets", () => {
  const lines = renderParity([{ ...facts, judgedBy: "self-reported" }]).split("\n");
  expect(lines).toContain("| event `checkout.created` | (✅) |");
  expect(lines).toContain("| event `payment.failed` | ❌ |");
});
