import { describe, expect, it } from "vitest";
import { parseForgeRequest, parsePluginManifest } from "./generated/parsers.ts";

const request = { cms: "node", name: "acme-hook", description: "Webhooks for the Acme shop" };
const issuesOf = (value: unknown) => {
  const parsed = parseForgeRequest(value);
  return parsed.ok ? [] : parsed.issues;
};

describe("createParser", () => {
  it("names a missing field by the field, not by its parent", () => {
    expect(issuesOf({ cms: "node", name: "acme-hook" })).toEqual([
      { path: "description", rule: "required", message: "is required" },
    ]);
  });

  it("writes nested fields with dots", () => {
    expect(issuesOf({ ...request, merchant_branding: { name: "Acme", primary_color: "blue" } })).toEqual([
      { path: "merchant_branding.primary_color", rule: "pattern", message: "does not fit: Six hex digits with #." },
    ]);
  });

  it("lists the values that a field may have", () => {
    expect(issuesOf({ ...request, cms: "drupal" })[0]?.message).toBe(
      "must be one of woocommerce, shopify, prestashop, magento, node, php, python, tool, bench",
    );
  });

  it("says an unknown field by its name even when the name holds slashes and tildes", () => {
    expect(issuesOf({ ...request, "a/b~c": 1 })).toEqual([
      { path: "a/b~c", rule: "additionalProperties", message: "is not a known field" },
    ]);
  });

  it("reports every problem at once and each only once", () => {
    const parsed = parsePluginManifest({});
    const paths = parsed.ok ? [] : parsed.issues.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("keeps quiet about the condition that led to a rule", () => {
    const rules = issuesOf({ ...request, cms: "bench" }).map(({ path, rule }) => `${path} ${rule}`);
    expect(rules).toEqual(["usb required"]);
  });
});
