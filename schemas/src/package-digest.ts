import { createHash } from "node:crypto";
import type { Digest } from "./generated/types.ts";

/** Digest D of bytes: `sha256:` and lower-case hex, as package index, attestations and registry write it. */
export function computeDigest(bytes: Uint8Array): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
