import { verifyBundle } from "@plugsmith/trust";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  digest,
  makeTestApproval,
  makeTestProvenance,
  startTestSigning,
  type TestSigning,
} from "./testing/sign-test-package.ts";

interface Entry {
  logIndex: string;
  kindVersion: { kind: string; version: string };
  inclusionProof?: { logIndex: string; hashes: string[]; checkpoint: { envelope: string } };
  inclusionPromise?: object;
  integratedTime?: string;
  canonicalizedBody: string;
}
interface Line {
  dsseEnvelope: { payload: string; signatures: { sig: string }[] };
  verificationMaterial: { tlogEntries: Entry[]; timestampVerificationData?: object };
}

let signing: TestSigning;
let text: string;
let honest: Line;
let other: Line;
beforeAll(async () => {
  signing = await startTestSigning({ rekorVersion: 2 });
  text = await signing.sign([makeTestProvenance(), makeTestApproval()]);
  [other, honest] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)) as [Line, Line];
});
afterAll(() => signing.close());

const flip = (base64: string) => {
  const bytes = Buffer.from(base64, "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString("base64");
};
const entryOf = (line: Line) => line.verificationMaterial.tlogEntries[0] as Entry;
const proofOf = (line: Line) => entryOf(line).inclusionProof as NonNullable<Entry["inclusionProof"]>;

describe("a bundle whose log speaks Rekor v2", () => {
  it("is taken like any other, by its timestamp: that log promises nothing and tells no time", async () => {
    expect(entryOf(honest)).toMatchObject({ kindVersion: { kind: "dsse", version: "0.0.2" } });
    expect(entryOf(honest).inclusionPromise).toBeUndefined();
    const found = await signing.verify(text);
    expect(found.proved.join(" ")).toContain("The signature is recorded in the transparency log.");
  });

  it.each<[string, string, (line: Line) => void]>([
    [
      "no timestamp",
      "TIMESTAMP_ERROR",
      (line) => {
        delete line.verificationMaterial.timestampVerificationData;
      },
    ],
    [
      "the timestamp of another signature",
      "TIMESTAMP_ERROR",
      (line) => {
        Object.assign(line.verificationMaterial, {
          timestampVerificationData: other.verificationMaterial.timestampVerificationData,
        });
      },
    ],
    [
      "no log entry",
      "TLOG_ERROR",
      (line) => {
        line.verificationMaterial.tlogEntries = [];
      },
    ],
    [
      "a wrong hash on the way to the root",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => {
        proofOf(line).hashes = proofOf(line).hashes.map(flip);
      },
    ],
    [
      "another place in the log",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => {
        proofOf(line).logIndex = "0";
      },
    ],
    [
      "an older checkpoint",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => {
        proofOf(line).checkpoint = proofOf(other).checkpoint;
      },
    ],
    [
      "a checkpoint with a wrong signature",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => {
        const { checkpoint } = proofOf(line);
        checkpoint.envelope = checkpoint.envelope.replace(/\S+\n$/u, (signature) => `${flip(signature.trim())}\n`);
      },
    ],
    [
      "the entry of another statement",
      "TLOG_BODY_ERROR",
      (line) => {
        line.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
      },
    ],
  ])("is refused: %s, %s", (_, reason, change) => {
    const line = structuredClone(honest);
    change(line);
    expect(() => verifyBundle(line, signing.policy, digest)).toThrow(
      expect.objectContaining({ code: "signature_invalid", facts: { reason } }),
    );
  });
});
