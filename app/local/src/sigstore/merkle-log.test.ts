import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafHash, MerkleLog } from "./merkle-log.ts";

/** RFC 9162, 2.1.3.2: the verifier's side, written from the text and not from the log. */
function isIncluded(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  const node = (left: Buffer, right: Buffer) =>
    createHash("sha256").update(Uint8Array.of(1)).update(left).update(right).digest();
  let position = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = node(sibling, hash);
      while (position % 2 === 0 && position !== 0) {
        position >>= 1;
        last >>= 1;
      }
    } else hash = node(hash, sibling);
    position >>= 1;
    last >>= 1;
  }
  return last === 0 && hash.equals(root);
}

describe("MerkleLog", () => {
  it("proves every entry of a log of any size to a verifier written from RFC 9162", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), (size) => {
        const log = new MerkleLog();
        for (let index = 0; index < size; index++) log.append(Buffer.from(`entry ${index}`));
        for (let index = 0; index < size; index++)
          expect(isIncluded(leafHash(Buffer.from(`entry ${index}`)), index, size, log.proof(index), log.root())).toBe(
            true,
          );
        expect(isIncluded(leafHash(Buffer.from("other")), 0, size, log.proof(0), log.root())).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it("has the root of the empty tree that RFC 6962 names", () => {
    expect(new MerkleLog().root().toString("hex")).toBe(createHash("sha256").digest("hex"));
  });
});
