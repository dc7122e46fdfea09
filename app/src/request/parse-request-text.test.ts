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
  const problems = (text: string, kind: "file" | "issue" = "file") => {
    const result = parseRequestText(text, kind);
    return result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`);
  };

  it.each([
    [{ cms: "woocomerce" }, "woocommerce"],
    [{ cms: "WordPress" }, "woocommerce"],
    [{ cms: "node.js" }, "node"],
    [{ name: "Acme Pay!" }, "acme-pay"],
    [{ name: "Café Crème 2" }, "cafe-creme-2"],
    [{ name: "аcme-рау" }, "acme-pay"],
    [{ name: "3d printer" }, "printer"],
    [{ name: "A B" }, "a-b"],
    [{ name: "Acme & Pay" }, "acme-pay"],
    [{ name: "Web2 Shop" }, "web2-shop"],
    [{ name: `${"+".repeat(196)}acme` }, "acme"],
    [{ name: `${"a".repeat(49)}B` }, `${"a".repeat(49)}b`],
    [{ name: "Abc" }, "abc"],
    [{ name: "авсԁеһіјкӏмпорԛгѕтԝху" }, "abcdehijklmnopqrstwxy"],
    [{ name: "ьєнүѵ" }, "behyv"],
    [{ name: "αβϲεικμηνορτυωχγ" }, "abceikmnvoptuwxy"],
    [{ name: "ɑıօս" }, "aiou"],
    [{ name: "Ｃｒèｍｅ" }, "creme"],
    [{ name: "2 3d printer" }, "printer"],
    [{ name: `${"a".repeat(30)} ${"b".repeat(19)} c` }, `${"a".repeat(30)}-${"b".repeat(19)}`],
    [{ locale: "fr-fr" }, "fr_FR"],
    [{ locale: "pt.br" }, "pt_BR"],
    [{ locale: "EN" }, "en_US"],
    [{ locale: "fr ca" }, "fr_CA"],
    [{ locale: "FR_ca.UTF-8" }, "fr_CA"],
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

  it.each([
    ["cms", "woocommerce", ["woo", "wordpress"]],
    ["cms", "prestashop", ["presta"]],
    ["cms", "magento", ["adobe"]],
    ["cms", "node", ["js", "nodejs", "node.js", "javascript", "TypeScript"]],
    ["cms", "python", ["py"]],
    ["cms", "tool", ["CLI"]],
    ["cms", "bench", ["usb", "device", "hardware"]],
    ["features", "refunds", ["refund"]],
    ["features", "webhooks", ["webhook"]],
    ["features", "checkout", ["payment"]],
    ["features", "subscriptions-ready", ["subscriptions"]],
    ["change", "patch", ["fix", "bugfix"]],
    ["change", "minor", ["feature"]],
    ["change", "major", ["breaking"]],
  ])("knows what else people write for the %s %s", (field, choice, words) => {
    for (const word of words) expect([word, ...meant({ [field]: word })]).toEqual([word, choice]);
  });

  it("suggests nothing where nothing was meant, and nothing that it would refuse", () => {
    expect(meant({ cms: "joomla" })).toEqual([undefined]);
    expect(meant({ cms: "constructor" })).toEqual([undefined]);
    expect(meant({ constructor: "x" })).toEqual([undefined]);
    for (const name of [
      "A!",
      "a".repeat(51),
      "12 34",
      "12 345",
      "AB",
      `${"+".repeat(200)}acme`,
      `Abc${"d".repeat(60)}`,
    ])
      expect(meant({ name })).toEqual([undefined]);
    for (const locale of ["french", "en-usa", "fr_F1", "f1", "xx", "eo", "x fr"])
      expect(meant({ locale })).toEqual([undefined]);
    for (const color of ["red", '"#0a7cffff"', '"#0a"', "0a7cfg", "x0a7cff", "0a#7cff", "0a7c"])
      expect(meant({ "merchant_branding.name": "A", "merchant_branding.primary_color": color })).toEqual([undefined]);
    for (const address of ["ftp://acme.example/a", "x http://acme.example"])
      expect(meant({ "merchant_branding.name": "A", "merchant_branding.logo_url": address })).toEqual([undefined]);
    expect(meant({ name: "店店店" })).toEqual([undefined]);
    expect(meant({ "merchant_branding.name": "A", "merchant_branding.logo_url": "http://127.0.0.1/a" })).toEqual([
      undefined,
    ]);
  });

  it("takes no other field's address for a logo that only lacks https", () => {
    const long = `http://acme.example/${"a".repeat(300)}`;
    expect(meant({ description: long })).toEqual([undefined]);
    const encrypted = `https://acme.example/?from=http://b.example/${"a".repeat(500)}`;
    expect(meant({ "merchant_branding.name": "A", "merchant_branding.logo_url": encrypted })).toEqual([undefined]);
  });

  it("makes no suggestion of a value that holds a credential, not even in small letters", () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    const written = JSON.stringify({
      cms: "tool",
      name: `Acme ${token.replace("g", "\\u0067")}`,
      description: "Counts.",
    }).replaceAll("\\\\", "\\");
    for (const text of [yaml({ name: `Acme ${token}` }), written]) {
      const result = parseRequestText(text, "file");
      const issues = result.ok ? [] : result.issues.filter((issue) => issue.path === "name");
      expect(issues.map((issue) => [issue.rule, issue.suggestion])).toEqual([["secret", undefined]]);
      expect(JSON.stringify(result).toLowerCase()).not.toContain(token.slice(4).toLowerCase());
    }
  });

  it("goes through the form from top to bottom; the whole text comes first, unknown fields last", () => {
    const text = yaml({
      approvers: "x",
      change: "huge",
      usb: "[zzzz:1, 0403:6001]",
      permissions: "[memory:64, root]",
      "merchant_branding.name": "Аcme",
      features: "[backdoor]",
      cms: "bench",
      name: "Acme!",
      description: '"Counts \\u202e the orders."',
    });
    expect(problems(`${text}# ghp_${"aB3".repeat(12)}\n`)).toEqual([
      " secret",
      "name pattern",
      "description forbidden_text",
      "merchant_branding.name mixed_script",
      "features.0 enum",
      "permissions.1 permission",
      "usb.0 usb",
      "change enum",
      "approvers unknown_field",
    ]);
  });

  it("tells the problem of a device once, however many rules it breaks", () => {
    expect(problems(yaml({ cms: "bench", usb: "[{vendorId: 0403}]" }))).toEqual(["usb.0 usb"]);
    expect(problems(yaml({ cms: "bench", usb: "[{vendorId: 4, productId: 4, speed: 1}]" }))).toEqual([
      "usb.0 unknown_field",
    ]);
    expect(problems(yaml({ cms: "bench", usb: "[a, {vendorId: 4, productId: 4}, 0403:6001, b]" }))).toEqual([
      "usb.0 usb",
      "usb.1 usb",
      "usb.3 usb",
    ]);
  });

  it("tells that an entry stands twice", () => {
    const result = parseRequestText(yaml({ features: "[checkout, checkout]" }), "file");
    expect(result).toStrictEqual({
      ok: false,
      issues: [{ path: "features", rule: "uniqueItems", message: "has the same entry twice", example: "checkout" }],
    });
  });

  it("tells what every request needs when none of it is given", () => {
    const needed = ["cms required", "name required", "description required"];
    expect(problems("{}")).toEqual(needed);
    expect(problems("### cms\n\n_No response_\n", "issue")).toEqual(needed);
    expect(problems("foo: bar")).toEqual(["foo unknown_field"]);
  });

  it("tells at most 40 problems of a text without a single known field", () => {
    expect(problems(Array.from({ length: 60 }, (_, index) => `field${index}: x\n`).join(""))).toHaveLength(40);
  });

  it("tells kind and line of credentials around the fields, at most five of them", () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    const messagesOf = (text: string) => {
      const result = parseRequestText(text, "file");
      return result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}: ${issue.message}`);
    };
    const advice =
      "revoke it now, then edit the text; everybody who can read this has seen it, and GitHub keeps it in the edit history";
    expect(messagesOf(`# ${token}\n${yaml({})}`)).toEqual([
      ` secret: holds what looks like a GitHub token in line 1: ${advice}`,
    ]);
    expect(messagesOf(yaml({ notes: token }))).toEqual([`notes secret: holds what looks like a credential: ${advice}`]);
    const six = `# ${token}\n`.repeat(6);
    const places = [1, 2, 3, 4, 5].map((line) => `a GitHub token in line ${line}`).join(", ");
    expect(messagesOf(six + yaml({}))).toEqual([` secret: holds what looks like ${places}: ${advice}`]);
  });

  it("makes no suggestion of a credential for another problem of the same field either", () => {
    const token = `ghp_${"aB3".repeat(12)}`;
    const address = `"http://acme.example/${token.replace("g", "\\u0067")}"`;
    const text = yaml({ "merchant_branding.logo_url": address, merchant_branding: "{name: A, logo_url: x}" });
    const result = parseRequestText(text, "file");
    expect(result.ok ? [] : result.issues.map((issue) => [issue.rule, issue.suggestion])).toEqual([
      ["duplicate_field", undefined],
      ["secret", undefined],
    ]);
  });

  it("finds a credential in a key that is written with escapes, and does not say it", () => {
    const key = `"\\u0067hp_${"aB3".repeat(12)}"`;
    expect(problems(`${yaml({})}${key}: x\n`)).toEqual([" secret", "secret-removed unknown_field"]);
    expect(problems(yaml({ merchant_branding: `{name: A, ${key}: x}` }))).toEqual([
      " secret",
      "merchant_branding.secret-removed unknown_field",
    ]);
  });

  it("says nothing of a suggestion where it has none", () => {
    expect(parseRequestText(yaml({ cms: "joomla" }), "file")).toStrictEqual({
      ok: false,
      issues: [{ path: "cms", rule: "enum", message: expect.any(String), example: "woocommerce" }],
    });
  });

  it("tells what a list without a usable entry lacks", () => {
    const result = parseRequestText(yaml({ cms: "bench", usb: "[[0403:6001]]" }), "file");
    expect(result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.message}`)).toEqual([
      "usb.0 must be text or a flat list of key: value",
      "usb needs at least one entry",
    ]);
  });

  it("tells of credentials in an entry once, what to do, and that it stays in the edit history", () => {
    const [one, two] = [`ghp_${"aB3".repeat(12)}`, `npm_${"aB3".repeat(12)}`];
    const text = yaml({ cms: "bench", usb: `[{vendorId: ${one}, productId: ${two}}]` });
    const result = parseRequestText(text, "file");
    const told = result.ok ? [] : result.issues.filter((issue) => issue.path === "usb.0" && issue.rule === "secret");
    expect(told).toEqual([
      expect.objectContaining({
        path: "usb.0",
        message:
          "holds what looks like a credential: revoke it now, then edit the text; everybody who can read this has seen it, and GitHub keeps it in the edit history",
      }),
    ]);
  });

  it("refuses a mapping where a permission belongs", () => {
    const result = parseRequestText(yaml({ permissions: "[{network: a.example}]" }), "file");
    expect(result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`)).toEqual([
      "permissions.0 type",
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
