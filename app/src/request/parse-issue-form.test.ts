import { describe, expect, it } from "vitest";
import { isIssueForm, parseIssueForm } from "./parse-issue-form.ts";
import { scanFences } from "./scan-fences.ts";

const read = (text: string) => {
  const { fields, issues } = parseIssueForm(scanFences(text));
  return { fields: Object.fromEntries(fields), issues };
};

describe("isIssueForm", () => {
  it.each([
    ["### cms", true],
    ["###   cms  ", true],
    ["### name\n### description", true],
    ["### name", false],
    ["### description", false],
    ["### features\n### usb", false],
    ["## cms", false],
    ["###cms", false],
    [" ### cms", false],
    ["### ", false],
    ["```\n### cms\n```", false],
  ])("reads %j as %s", (text, form) => {
    expect(isIssueForm(scanFences(text))).toBe(form);
  });
});

describe("parseIssueForm", () => {
  it("reads ticked boxes, and refuses every other line among them", () => {
    const lines = [
      "- [x] checkout",
      "* [X]   refunds",
      "- [ ] logging",
      "telemetry",
      "see - [x] webhooks",
      "- [x]",
      "- [y] a",
    ];
    const issue = {
      path: "features",
      rule: "checkbox",
      message: "must be one check box a line",
      example: "- [x] checkout",
    };
    expect(read(`### features\n\n${lines.join("\n")}`)).toEqual({
      fields: { features: ["checkout", "refunds"] },
      issues: [issue, issue, issue, issue],
    });
  });

  it("takes marks of lists and empty lines off entries, and nothing inside them", () => {
    expect(read("### usb\n\n-   0403:6001:A - b\n\n  *  04d8:00df\n0403:6003:B - c\n-0403:6002").fields).toEqual({
      usb: ["0403:6001:A - b", "04d8:00df", "0403:6003:B - c", "-0403:6002"],
    });
  });

  it("knows what GitHub writes for a field without an answer", () => {
    const text = "### name\n\n_No response_\n### change\n\nNone\n### locale\n\n\n### notes\n\nNone";
    expect(read(text)).toEqual({ fields: { notes: "None" }, issues: [] });
    expect(read("### change\n\nmajor").fields).toEqual({ change: "major" });
  });

  it("refuses headings of no field, with what was meant, and drops what stands below them", () => {
    const long = "x".repeat(70);
    expect(
      read(`### Logo URL\n\na\n### name\n\nacme-pay\n### ${long}\n\nb\n### ${long}\n### notes\n\nc\n### d\n\ne`),
    ).toStrictEqual({
      fields: { name: "acme-pay", notes: "c\n### d\n\ne" },
      issues: [
        {
          path: "Logo URL",
          rule: "unknown_field",
          message: "is not a field of the form",
          suggestion: "merchant_branding.logo_url",
        },
        { path: "x".repeat(60), rule: "unknown_field", message: "is not a field of the form" },
        { path: "x".repeat(60), rule: "unknown_field", message: "is not a field of the form" },
      ],
    });
  });

  it("drops a greeting before the first heading, and refuses a heading that stands twice", () => {
    expect(read("Hello!\n\n### name\n\na\n### name\n\nb")).toEqual({
      fields: { name: "a" },
      issues: [
        { path: "name", rule: "duplicate_field", message: "stands there twice; keep one heading", example: "### name" },
      ],
    });
  });
});
