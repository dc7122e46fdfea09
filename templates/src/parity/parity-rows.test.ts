import { expect, it } from "vitest";
import type { ParityFacts } from "./parity-facts.ts";
import { parityRows } from "./parity-rows.ts";

const facts = {
  features: ["checkout"],
  publishes: ["checkout.created"],
  locales: ["en_US", "he"],
  supportedVersions: "",
  checks: { "events.checkout_created": "failed", "webhooks.retry_logic": "passed" },
  judgedBy: "driver",
} as unknown as ParityFacts;
const cell = (title: string) => parityRows.find(([name]) => name === title)?.[1](facts);

it("says of every pack what it makes, what was seen, and what was not", () => {
  expect([cell("feature checkout"), cell("feature refunds")]).toEqual(["✅", "–"]);
  expect([cell("event `checkout.created`"), cell("event `refund.issued`")]).toEqual(["❌", "–"]);
  expect([cell("retries with one key"), cell("webhooks: format, once")]).toEqual(["✅", "–"]);
  expect([cell("right to left"), cell("languages"), cell("platform versions")]).toEqual(["✅", "2", "–"]);
});

it("has each title once", () => {
  expect(new Set(parityRows.map(([title]) => title)).size).toBe(parityRows.length);
});
