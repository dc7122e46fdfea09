import { createHash } from "node:crypto";

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962 leaf hash; also the entry's UUID in Rekor. */
export const leafHash = (data: Uint8Array): Buffer => sha256(Uint8Array.of(0), data);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);

/** Largest power of two below n. */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** Append-only Merkle tree of RFC 6962, in memory, with inclusion proofs. */
export class MerkleLog {
  readonly #leaves: Buffer[] = [];

  get size(): number {
    return this.#leaves.length;
  }

  append(data: Uint8Array): number {
    this.#leaves.push(leafHash(data));
    return this.#leaves.length - 1;
  }

  /** Root hash of the leaves from..to (end exclusive). */
  root(from = 0, to = this.size): Buffer {
    const only = this.#leaves[from];
    if (to - from === 0 || only === undefined) return sha256();
    if (to - from === 1) return only;
    const k = split(to - from);
    return nodeHash(this.root(from, from + k), this.root(from + k, to));
  }

  /** Sibling hashes from the leaf up to the root. */
  proof(index: number, from = 0, to = this.size): Buffer[] {
    if (to - from <= 1) return [];
    const k = split(to - from);
    return index < from + k
      ? [...this.proof(index, from, from + k), this.root(from + k, to)]
      : [...this.proof(index, from + k, to), this.root(from, from + k)];
  }
}
