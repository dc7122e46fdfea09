import { expect, it } from "vitest";
import { decideConsumer } from "./consumer-report.ts";

const all = () => true;

it.each(["node", "php", "python"] as const)("finds the users of a %s package by its own metadata", (kind) => {
  expect(decideConsumer({ cms: kind, runtime: kind }, all)).toBe(kind);
  expect(decideConsumer({ cms: kind, runtime: kind }, () => false)).toBeNull();
});

it.each([
  ["woocommerce", "php"],
  ["magento", "php"],
  ["shopify", "node"],
  ["bench", "node"],
  ["tool", "python"],
] as const)("leaves what is made for %s to its own platform", (cms, runtime) => {
  expect(decideConsumer({ cms, runtime }, all)).toBeNull();
});
