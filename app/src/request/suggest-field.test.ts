import { describe, expect, it } from "vitest";
import { suggestField } from "./suggest-field.ts";

describe("suggestField", () => {
  it.each([
    ["cms", ["platform", "shop"]],
    ["name", ["plugin", "plugin_name", "slug", "title"]],
    ["description", ["summary"]],
    ["merchant_branding.name", ["brand", "brand_name", "branding", "merchant", "merchant_name"]],
    ["merchant_branding.logo_url", ["logo"]],
    ["merchant_branding.primary_color", ["color", "colour"]],
    ["locale", ["lang", "language"]],
    ["usb", ["device", "devices"]],
    ["change", ["version", "bump"]],
    ["notes", ["comment", "comments"]],
  ])("knows what else people call %s", (id, words) => {
    for (const word of words) expect([word, suggestField(word)]).toEqual([word, id]);
  });

  it.each([
    ["logo_url", "merchant_branding.logo_url"],
    [" Logo URL ", "merchant_branding.logo_url"],
    ["logo-url", "merchant_branding.logo_url"],
    ["logoUrl", "merchant_branding.logo_url"],
    ["branding.logoUrl", "merchant_branding.logo_url"],
    ["acme.branding.primary_color", "merchant_branding.primary_color"],
    ["primaryColor", "merchant_branding.primary_color"],
  ])("finds the nested field of %s, however it is joined", (written, id) => {
    expect(suggestField(written)).toBe(id);
  });

  it.each([
    ["Name", "name"],
    ["NAME ", "name"],
    ["CMS", "cms"],
    ["Descripton", "description"],
  ])("reads %s as the field of that name, whatever its capitals", (written, id) => {
    expect(suggestField(written)).toBe(id);
  });

  it.each(["plugin.name", "url", "_url", "approvers", "constructor", "__proto__", "x".repeat(60)])(
    "has no idea what %s was meant to be",
    (written) => {
      expect(suggestField(written)).toBeUndefined();
    },
  );
});
