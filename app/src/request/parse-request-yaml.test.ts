import { describe, expect, it } from "vitest";
import { parseRequestJson, parseRequestYaml } from "./parse-request-yaml.ts";

const fieldsOf = (text: string) => Object.fromEntries(parseRequestYaml(text).fields);
const issuesOf = (text: string) => parseRequestYaml(text).issues;

describe("parseRequestYaml", () => {
  it.each(["null", "~", '""', "", '" "', "' null '"])("takes %j for a field that is not given", (value) => {
    for (const field of ["name", "features", "usb"]) {
      expect(parseRequestYaml(`${field}: ${value}\n`)).toEqual({ fields: new Map(), issues: [] });
    }
  });

  it("takes an empty list for a field that is not given", () => {
    expect(parseRequestYaml("features: []\n")).toEqual({ fields: new Map(), issues: [] });
  });

  it("takes one entry for a list of one, without the spaces around it", () => {
    expect(fieldsOf('permissions: " memory:64 "\nusb: [" 0403:6001 "]\n')).toEqual({
      permissions: ["memory:64"],
      usb: ["0403:6001"],
    });
    expect(fieldsOf("usb: {vendorId: 0403, productId: 6001}\n")).toEqual({
      usb: [{ vendorId: "0403", productId: "6001" }],
    });
  });

  it.each(["[a, b]", "{a: {b: c}}", "{a: [b]}", "{a: b, c: {d: e}}"])("refuses the entry %s of a list", (entry) => {
    const { fields, issues } = parseRequestYaml(`usb:\n  - 0403:6001\n  - ${entry}\n`);
    expect(Object.fromEntries(fields)).toEqual({ usb: ["0403:6001"] });
    expect(issues).toEqual([{ path: "usb.1", rule: "type", message: "must be text or a flat list of key: value" }]);
  });

  it.each([
    ["approvers: x", { path: "approvers", rule: "unknown_field", message: "is not a known field" }],
    [
      "logo: x",
      {
        path: "logo",
        rule: "unknown_field",
        message: "is not a known field",
        suggestion: "merchant_branding.logo_url",
      },
    ],
    [
      "merchant_branding: Acme",
      { path: "merchant_branding", rule: "unknown_field", message: "must hold fields of its own" },
    ],
    [
      "merchant_branding: [Acme]",
      { path: "merchant_branding", rule: "unknown_field", message: "must hold fields of its own" },
    ],
    ["name: [a]", { path: "name", rule: "type", message: "must be text" }],
    ["name: {a: b}", { path: "name", rule: "type", message: "must be text" }],
    ["[name]", { path: "", rule: "type", message: "must be a list of fields, one key: value a line" }],
    ["name", { path: "", rule: "type", message: "must be a list of fields, one key: value a line" }],
    [`${"k".repeat(70)}: x`, { path: "k".repeat(60), rule: "unknown_field", message: "is not a known field" }],
    ["", { path: "", rule: "empty", message: "holds no field" }],
    [
      "a: 1\n---\nb: 2",
      { path: "", rule: "yaml_documents", message: "must be one YAML document; remove the lines ---" },
    ],
    ["a: 'b", { path: "", rule: "yaml", message: "is not plain YAML (line 1)" }],
    [
      "notes: see: this",
      {
        path: "",
        rule: "yaml",
        message: "is not plain YAML: the indentation is wrong, or a value with a colon needs quotes (line 1)",
      },
    ],
    [
      "a:\n\tb: c",
      { path: "", rule: "yaml", message: "is not plain YAML: it is indented with tabs; use spaces (line 2)" },
    ],
    [
      "? [a]\n: b",
      { path: "", rule: "yaml_key", message: expect.stringContaining("has a key that is not plain text") },
    ],
  ])("says of %j what is wrong, and no more", (text, issue) => {
    expect(issuesOf(text)).toStrictEqual([issue]);
  });

  it("reads up to 1,000 parts of a text, and says no more than that of a longer one", () => {
    // Each entry is one part; document, mapping, key and list, with their ends, are seven.
    const listOf = (entries: number) => `features: [${"a, ".repeat(entries - 1)}a]\n`;
    expect(fieldsOf(listOf(993))["features"]).toHaveLength(993);
    expect(issuesOf(listOf(994))).toEqual([
      { path: "", rule: "too_many", message: "has too many entries to be a request" },
    ]);
  });
});

describe("parseRequestJson", () => {
  it("tells what YAML forbids before what only JSON forbids", () => {
    expect(parseRequestJson('{"notes": &a "x"}').issues.map((issue) => issue.rule)).toEqual(["yaml_anchor"]);
    expect(parseRequestJson("{notes: x}", 3).issues).toEqual([
      {
        path: "",
        rule: "json",
        message:
          "is not JSON (block from line 3); all keys and texts need double quotes, and no comma stands before a closing bracket",
      },
    ]);
  });
});
