import type { ForgeRequest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { renderGolden } from "./testing.ts";

const packs = await readPacks();

/** The longest that a request may say, with everything, or with nothing. */
const requestFor = (cms: ForgeRequest["cms"], features: NonNullable<ForgeRequest["features"]>): ForgeRequest => ({
  cms,
  name: "abcdefghij-abcdefghij-abcdefghij-abcdefg",
  description: "Takes payments. ".repeat(18),
  merchant_branding: { name: "Österreichische & Söhne ".repeat(3) },
  features,
});

/** Texts of a listing with the most characters that the store takes: `Field (60 characters …)` and the lines below it. */
function readFields(text: string): [field: string, most: number, line: string][] {
  return text.split("\n\n").flatMap((block) => {
    const [head = "", ...lines] = block.trim().split("\n");
    const most = Number(/\((\d+) characters\b/.exec(head)?.[1] ?? Number.NaN);
    return lines.map((line): [string, number, string] => [head, most, line.replace(/^- /, "")]);
  });
}

const stores: [ForgeRequest["cms"], least: number][] = [
  ["prestashop", 10],
  ["shopify", 25],
  ["magento", 2],
];

describe("texts for the stores", () => {
  it.each(stores)("of %s are no longer than the store takes, in every language and for every feature", (cms, least) => {
    const features = packs.find(({ definition }) => definition.cms[0] === cms)?.definition.features ?? [];
    for (const asked of [[], features] as NonNullable<ForgeRequest["features"]>[]) {
      const listings = [...renderGolden(packs, requestFor(cms, asked))].filter(([path]) => path.startsWith("listing/"));
      const fields = listings.flatMap(([, text]) => readFields(String(text)));
      for (const [field, most, line] of fields) {
        expect(line, field).not.toBe("");
        if (!Number.isNaN(most)) expect([...line].length, `${field}: ${line}`).toBeLessThanOrEqual(most);
      }
      expect(fields.filter(([, most]) => !Number.isNaN(most)).length).toBeGreaterThanOrEqual(least);
    }
  });

  it("of WordPress have the header that its directory reads, five tags at most, and 150 characters below it", () => {
    for (const asked of [["checkout"], ["checkout", "refunds", "webhooks", "logging"]] as const) {
      const readme = String(renderGolden(packs, requestFor("woocommerce", [...asked])).get("readme.txt"));
      const [head = "", short = ""] = readme.split("\n\n");
      const fields = new Map(head.split("\n").map((line) => line.split(/: (.*)/) as [string, string]));
      for (const name of [
        "Contributors",
        "Tags",
        "Requires at least",
        "Tested up to",
        "Requires PHP",
        "Stable tag",
        "License",
      ])
        expect(fields.get(name), name).toBeTruthy();
      expect(fields.get("Tags")?.split(", ").length).toBeLessThanOrEqual(5);
      expect(short.length).toBeLessThanOrEqual(150);
      for (const part of ["Description", "Installation", "Frequently Asked Questions", "Changelog"])
        expect(readme).toContain(`\n== ${part} ==\n`);
    }
  });
});
