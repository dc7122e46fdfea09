import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParityFacts, readPacks, renderParity } from "@plugsmith/templates";
import { describe, expect, it } from "vitest";

const docs = join(import.meta.dirname, "../../docs");
const facts = JSON.parse(readFileSync(join(docs, "parity.json"), "utf8")) as ParityFacts[];
const fix = "Run: node .github/scripts/generate-parity.ts";

describe("docs/parity.md", () => {
  it("is what its facts say", () => {
    expect(readFileSync(join(docs, "parity.md"), "utf8"), fix).toBe(renderParity(facts));
  });

  it("tells of every pack that is there, as it is there", async () => {
    const packs = await readPacks(undefined, () => {});
    const shown = facts.map(({ pack, packVersion, runtime, features, locales }) => ({
      pack,
      packVersion,
      runtime,
      features,
      locales,
    }));
    const there = packs.map(({ definition: { name, version, runtime, features, locales } }) => ({
      ...{ pack: name, packVersion: version, runtime, features, locales },
    }));
    expect(shown, fix).toEqual(there);
  });

  it("shows no check that failed", () => {
    for (const { pack, checks } of facts)
      for (const [name, status] of Object.entries(checks)) expect(status, `${pack} ${name}`).not.toBe("failed");
  });
});
