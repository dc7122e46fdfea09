import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkRequest } from "./check-request.ts";
import { requestFields } from "./request-fields.ts";

const form = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([label, value]) => `### ${label}\n\n${value}\n`)
    .join("\n");
const bench = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads the Acme scale on the bench.",
  "merchant_branding.name": "Acme",
  "merchant_branding.primary_color": "_No response_",
  features: "- [x] logging\n- [ ] telemetry",
  permissions: "network:api.acme.example:443\nmemory:64",
  usb: "0403:6001\n04D8:00DF:A1",
  change: "_No response_",
};
const issuesOf = (text: string, kind: "issue" | "file" = "issue") => {
  const { result } = checkRequest(text, kind);
  return result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`);
};

describe("checkRequest", () => {
  it("reads the body that GitHub makes of the issue form", () => {
    expect(checkRequest(form(bench).replaceAll("\n", "\r\n"), "issue").result).toEqual({
      ok: true,
      value: {
        cms: "bench",
        name: "acme-scale",
        description: "Reads the Acme scale on the bench.",
        merchant_branding: { name: "Acme" },
        features: ["logging"],
        permissions: ["network:api.acme.example:443", "memory:64"],
        usb: [
          { vendorId: "0403", productId: "6001" },
          { vendorId: "04d8", productId: "00df", serial: "A1" },
        ],
      },
    });
  });

  it("reads a fenced block and a request file alike, every scalar as text", () => {
    const yaml =
      "cms: bench\nname: acme-scale\ndescription: Reads the scale.\nusb:\n  - vendorId: 0403\n    productId: 6001\n";
    const expected = { ok: true, value: expect.objectContaining({ usb: [{ vendorId: "0403", productId: "6001" }] }) };
    expect(checkRequest(yaml, "file").result).toEqual(expected);
    expect(checkRequest(`Please:\n\n\`\`\`yaml\n${yaml}\`\`\`\n`, "issue").result).toEqual(expected);
  });

  it("names every problem in one reply, with rule, example and what was meant", () => {
    const { result, reply } = checkRequest(
      form({ cms: "woocomerce", name: "Acme Pay!", description: "short", locale: "fr-fr", usb: "xyz" }),
      "issue",
    );
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([
      "cms",
      "name",
      "description",
      "locale",
      "usb.0",
    ]);
    expect(reply).toContain("Did you mean `woocommerce`?");
    expect(reply).toContain("Did you mean `acme-pay`?");
    expect(reply).toContain("Did you mean `fr_FR`?");
    expect(reply).toContain("5 things need a correction");
  });

  it("asks a bench plugin for its devices", () => {
    const { usb: _, ...rest } = bench;
    expect(issuesOf(form(rest))).toEqual(["usb required"]);
  });

  it("refuses what is ambiguous or hidden", () => {
    expect(issuesOf(form(bench) + form({ name: "other-name" }))).toEqual(["name duplicate_field"]);
    expect(issuesOf(form({ ...bench, description: "A scale\u202Efor all of us" }))).toEqual([" forbidden_text"]);
    expect(issuesOf("a: &x 1\nb: *x\n", "file")).toEqual([" yaml_anchor"]);
    expect(issuesOf("name: a\nname: b\n", "file")).toEqual([" duplicate_field"]);
    expect(issuesOf("x".repeat(70_000))).toEqual([" too_large"]);
    expect(issuesOf("```yaml\na: b\n```\n```yaml\na: b\n```")).toEqual([" ambiguous"]);
    expect(issuesOf("__proto__: {cms: bench}\n", "file")[0]).toBe("__proto__ unknown_field");
  });

  it("keeps strangers' text from mentioning anybody or drawing HTML", () => {
    const { reply } = checkRequest(form({ ...bench, "@everyone <img src=x>": "1", cms: "@admin" }), "issue");
    expect(reply.replace(/`+[^`]*`+/gu, "")).not.toMatch(/@|<img/u);
  });

  it("knows exactly the fields of the schema", () => {
    const schema = JSON.parse(readFileSync("schemas/definitions/forge-request.schema.json", "utf8"));
    const ids = Object.entries<{ properties?: object }>(schema.properties).flatMap(([id, field]) =>
      field.properties ? Object.keys(field.properties).map((child) => `${id}.${child}`) : [id],
    );
    expect(requestFields.map((field) => field.id)).toEqual(ids);
    const choicesOf = (id: string) => requestFields.find((field) => field.id === id)?.choices;
    expect(choicesOf("features")).toEqual(schema.properties.features.items.enum);
    expect(choicesOf("change")).toEqual(schema.properties.change.enum);
  });

  it("gives for every field an example that it takes itself", () => {
    const examples = Object.fromEntries(
      requestFields.map(({ id, example, kind }) => [id, kind === "list" ? [example] : example]),
    );
    expect(checkRequest(JSON.stringify({ ...examples, cms: "bench" }), "file").result).toEqual({
      ok: true,
      value: {
        cms: "bench",
        name: "acme-pay",
        description: "Card payments for the Acme shop",
        merchant_branding: { name: "Acme", logo_url: "https://acme.example/logo.svg", primary_color: "#0a7cff" },
        features: ["checkout"],
        locale: "fr_FR",
        permissions: ["network:api.acme.example:443"],
        usb: [{ vendorId: "0403", productId: "6001" }],
        change: "minor",
        notes: "Please use our sandbox shop.",
      },
    });
    expect(examples["cms"]).toBe("woocommerce");
  });
});
