import { expect, it } from "vitest";
import { readParity } from "./read-parity.ts";
import { renderPluginParity } from "./render-plugin-parity.ts";

const facts = await readParity();
const packVersion = facts.find(({ pack }) => pack === "woocommerce")?.packVersion ?? "";
const publishes = ["checkout.created"];
const render = (features: readonly string[], pack = "woocommerce", version = packVersion) =>
  renderPluginParity(facts, { pack, packVersion: version, features, publishes });

it("puts the plugin's own platform first and says what was not asked for", () => {
  const table = render(["checkout", "logging"]);
  expect(table).toContain("| **woocommerce** (this plugin) |");
  expect(table).toMatch(/\n\| feature checkout \| ✅ \|/u);
  expect(table).toMatch(/\n\| feature refunds \| not asked for \| ✅ \|/u);
  expect(table).toMatch(/\n\| feature telemetry \| – \|/u);
  expect(table).toMatch(/\n\| event `checkout\.created` \| ✅ \|/u);
  expect(table).toMatch(/\n\| event `refund\.issued` \| not asked for \| ✅ \|/u);
  expect(table).toMatch(/\n\| webhooks: format, once \| not asked for \| ✅ \|/u);
  expect(table).not.toContain("bench");
  const widths = table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").length);
  expect(new Set(widths).size).toBe(1);
  expect(widths.length).toBeGreaterThan(10);
});

it("is silent where the facts are of another version of the pack, or of no shop", () => {
  expect(render(["checkout"], "woocommerce", "99.0.0")).toBe("");
  expect(render(["logging"], "bench")).toBe("");
  expect(render(["checkout"], "unknown")).toBe("");
});
