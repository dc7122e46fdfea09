import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRequestText } from "./parse-request-text.ts";

const yaml = (fields: Record<string, string>) =>
  Object.entries({ cms: "tool", name: "acme-tool", description: "Counts the orders.", ...fields })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
const meant = (fields: Record<string, string>) => {
  const result = parseRequestText(yaml(fields), "file");
  return result.ok ? [] : [...new Set(result.issues.map((issue) => issue.suggestion))];
};

describe("parseRequestText", () => {
  it.each([
    [{ cms: "woocomerce" }, "woocommerce"],
    [{ cms: "WordPress" }, "woocommerce"],
    [{ cms: "node.js" }, "node"],
    [{ name: "Acme Pay!" }, "acme-pay"],
    [{ name: "Café Crème 2" }, "cafe-creme-2"],
    [{ name: "аcme-рау" }, "acme-pay"],
    [{ name: "3d printer" }, "printer"],
    [{ name: "A B" }, "a-b"],
    [{ name: "2 3d printer" }, "printer"],
    [{ name: `${"a".repeat(30)} ${"b".repeat(19)} c` }, `${"a".repeat(30)}-${"b".repeat(19)}`],
    [{ locale: "fr-fr" }, "fr_FR"],
    [{ locale: "pt.br" }, "pt_BR"],
    [{ locale: "EN" }, "en_US"],
    [{ locale: "fr ca" }, "fr_CA"],
    [{ change: "Feature" }, "minor"],
    [{ change: "minr" }, "minor"],
    [{ features: "[refund]" }, "refunds"],
    [{ features: "[chekout]" }, "checkout"],
    [{ "merchant_branding.name": "A", "merchant_branding.primary_color": "0AF" }, "#00AAFF"],
    [
      { "merchant_branding.name": "A", "merchant_branding.logo_url": "HTTP://acme.example/a.svg" },
      "https://acme.example/a.svg",
    ],
    [{ locale: "de" }, "de_DE"],
    [{ change: "bugfix" }, "patch"],
    [{ usb: "0x403:0x6001" }, "0403:6001"],
    [{ "merchant_branding.name": "A", "merchant_branding.primary_color": '"0a7cff"' }, "#0a7cff"],
    [{ "merchant_branding.name": "A", "merchant_branding.primary_color": '"#07f"' }, "#0077ff"],
    [
      { "merchant_branding.name": "A", "merchant_branding.logo_url": "http://acme.example/a.svg" },
      "https://acme.example/a.svg",
    ],
    [{ logo_url: "x" }, "merchant_branding.logo_url"],
    [{ brand: "x" }, "merchant_branding.name"],
    [{ merchant_branding_name: "x" }, "merchant_branding.name"],
    [{ branding: "{primaryColor: x}" }, "merchant_branding.name"],
    [{ featurs: "checkout" }, "features"],
    [{ language: "fr_FR" }, "locale"],
    [{ "Merchant Branding.Logo URL": "x" }, "merchant_branding.logo_url"],
  ])("knows what %o was meant to be", (fields, suggestion) => {
    expect(meant(fields as Record<string, string>)).toEqual([suggestion]);
  });

  it("suggests nothing where nothing was meant, and nothing that it would refuse", () => {
    expect(meant({ cms: "joomla" })).toEqual([undefined]);
    expect(meant({ cms: "constructor" })).toEqual([undefined]);
    expect(meant({ constructor: "x" })).toEqual([undefined]);
    for (const name of ["A!", "a".repeat(51), "12 34"]) expect(meant({ name })).toEqual([undefined]);
    for (const locale of ["french", "en-usa", "fr_F1", "f1", "xx"]) expect(meant({ locale })).toEqual([undefined]);
    for (const color of ["red", '"#0a7cffff"', '"#0a"', "0a7cfg", "x0a7cff"])
      expect(meant({ "merchant_branding.name": "A", "merchant_branding.primary_color": color })).toEqual([undefined]);
    for (const address of ["ftp://acme.example/a", "x http://acme.example"])
      expect(meant({ "merchant_branding.name": "A", "merchant_branding.logo_url": address })).toEqual([undefined]);
    expect(meant({ name: "店店店" })).toEqual([undefined]);
    expect(meant({ "merchant_branding.name": "A", "merchant_branding.logo_url": "http://127.0.0.1/a" })).toEqual([
      undefined,
    ]);
  });

  it("tells at most 40 problems, from the top of the form to its end", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, "x"]));
    const result = parseRequestText(yaml({ ...many, cms: "joomla" }), "file");
    expect(result.ok ? [] : result.issues).toHaveLength(40);
  });

  it("accepts the same text again, and answers with NFC and nothing hidden only", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom("e\u0301", "```", "### x", "\r\n", "👩‍🔬"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const notes = pieces.join("");
        const result = parseRequestText(
          `### cms\n\ntool\n\n### name\n\nacme-tool\n\n### description\n\nCounts the orders.\n\n### notes\n\n${notes}`,
          "issue",
        );
        if (!result.ok) return;
        const value = result.value.notes ?? "";
        expect(value.normalize("NFC")).toBe(value);
        expect(value).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069\u200b]/u);
        const file = parseRequestText(JSON.stringify(result.value), "file");
        expect(file).toEqual(result);
      }),
      { numRuns: 500 },
    );
  });
});
