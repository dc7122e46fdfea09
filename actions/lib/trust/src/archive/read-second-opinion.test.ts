import { describe, expect, it } from "vitest";
import { makeFile, makeZip } from "../testing.ts";
import { defaultArchiveLimits } from "./archive.ts";
import { parseLayout } from "./parse-layout.ts";
import { readSecondOpinion } from "./read-second-opinion.ts";

const zip = makeZip([makeFile("a"), makeFile("b/c", { deflate: true })]);
const entries = parseLayout(zip, defaultArchiveLimits);

describe("readSecondOpinion", () => {
  it("has nothing to say where both readers see the same", async () => {
    await expect(readSecondOpinion(zip, entries)).resolves.toBeUndefined();
  });

  it.each<[string, object]>([
    ["name", { name: "x" }],
    ["checksum", { crc32: 1 }],
    ["size", { size: 1 }],
    ["compressed size", { compressedSize: 1 }],
    ["place", { localOffset: 1 }],
  ])("refuses another %s than the own reader saw", async (_, change) => {
    const seen = entries.map((entry, index) => (index === 1 ? { ...entry, ...change } : entry));
    await expect(readSecondOpinion(zip, seen)).rejects.toMatchObject({ facts: { reason: "readers_disagree" } });
  });

  it("refuses more and fewer files than the own reader saw, and what yauzl cannot read", async () => {
    const refusal = { code: "archive_invalid", facts: { reason: "readers_disagree" } };
    await expect(readSecondOpinion(zip, entries.slice(1))).rejects.toMatchObject(refusal);
    await expect(readSecondOpinion(zip, [...entries, ...entries])).rejects.toMatchObject(refusal);
    await expect(readSecondOpinion(Buffer.from("no zip"), entries)).rejects.toMatchObject(refusal);
  });
});
