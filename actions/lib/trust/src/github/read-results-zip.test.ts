import { computeDigest } from "@plugsmith/schemas";
import fc from "fast-check";
import { expect, it } from "vitest";
import { makeStepResults } from "../testing/fake-github-artifacts.ts";
import { makeZip } from "../testing/make-zip.ts";
import { readResultsZip } from "./read-results-zip.ts";

const { test } = makeStepResults(`sha256:${"a".repeat(64)}`);
const data = JSON.stringify(test);
const honest = makeZip([{ name: "test.json", data, deflate: true }]);

it("answers a step with the digest of the very bytes, from the top or from results/", async () => {
  for (const name of ["test.json", "results/test.json"]) {
    const found = await readResultsZip(makeZip([{ name, data, deflate: true }]));
    expect([...found]).toEqual([["test", { result: test, digest: computeDigest(Buffer.from(data)) }]]);
  }
});

it.each([
  ["a name that climbs", makeZip([{ name: "../test.json", data }])],
  ["a file that is larger than it says", makeZip([{ name: "test.json", data, deflate: true, size: 3 }])],
  [
    "more entries than a run leaves",
    makeZip(Array.from({ length: 201 }, (_, at) => ({ name: `${at}.txt`, data: "x" }))),
  ],
  ["two megabytes and more", Buffer.alloc(2 * 2 ** 20 + 1)],
])("rejects %s", async (_, zip) => {
  await expect(readResultsZip(zip)).rejects.toBeInstanceOf(Error);
});

it("answers or rejects, whatever byte is changed, and never answers another result as this one's", async () => {
  const change = fc.record({ at: fc.nat(honest.length - 1), by: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, by }) => {
      const broken = Buffer.from(honest);
      broken[at] = ((broken[at] ?? 0) + by) % 256;
      const found = await readResultsZip(broken).catch(() => new Map());
      for (const { result, digest } of found.values())
        expect(digest === computeDigest(Buffer.from(data))).toBe(JSON.stringify(result) === data);
    }),
    { numRuns: 150 },
  );
});
