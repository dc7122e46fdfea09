import type { KeylessPolicy } from "@plugsmith/schemas";
import { verifyBundle } from "@plugsmith/trust";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digest, makeTestProvenance, startTestSigning, type TestSigning } from "./testing/sign-test-package.ts";

interface Entry {
  logIndex: string;
  integratedTime: string;
  canonicalizedBody: string;
  kindVersion: { kind: string; version: string };
  inclusionPromise?: { signedEntryTimestamp: string };
  inclusionProof?: {
    logIndex: string;
    rootHash: string;
    treeSize: string;
    hashes: string[];
    checkpoint: { envelope: string };
  };
}
interface Line {
  mediaType?: string;
  dsseEnvelope?: { payload: string; payloadType: string; signatures: { sig: string; keyid?: string }[] };
  messageSignature?: object;
  verificationMaterial: {
    certificate?: { rawBytes: string };
    x509CertificateChain?: { certificates: { rawBytes: string }[] };
    tlogEntries: Entry[];
    timestampVerificationData?: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
}
type Root = Record<
  "tlogs" | "ctlogs" | "certificateAuthorities" | "timestampAuthorities",
  { publicKey: { validFor: object }; validFor: object }[]
>;

let signing: TestSigning;
let policy: KeylessPolicy;
let honest: Line;
let other: Line;
beforeAll(async () => {
  signing = await startTestSigning();
  policy = signing.policy;
  const lines = await signing.sign([makeTestProvenance(), makeTestProvenance({ runAttempt: "2" })]);
  [other, honest] = lines
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
const envelopeOf = (line: Line) => line.dsseEnvelope as NonNullable<Line["dsseEnvelope"]>;
const judge = (change: (line: Line) => void, given: Partial<KeylessPolicy> = {}) => {
  const line = structuredClone(honest);
  change(line);
  return verifyBundle(line, { ...policy, ...given }, digest);
};
const refusal = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason !== undefined && { facts: expect.objectContaining({ reason }) }) });
const same = () => undefined;

it("takes the bundle as it was signed", () => {
  expect(judge(same).statement.predicateType).toBe("https://slsa.dev/provenance/v1");
});

describe("a bundle whose form is another", () => {
  it.each<[string, (line: Line) => void]>([
    ["version 0.1", (line) => void (line.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1")],
    ["version 0.2", (line) => void (line.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.2")],
    ["an unknown version", (line) => void (line.mediaType = "application/vnd.dev.sigstore.bundle.v0.4+json")],
    ["another media type", (line) => void (line.mediaType = "application/json")],
    ["no media type", (line) => void delete line.mediaType],
    ["two signatures", (line) => void envelopeOf(line).signatures.push(...envelopeOf(other).signatures)],
    ["the same signature twice", (line) => void envelopeOf(line).signatures.push(...envelopeOf(honest).signatures)],
    ["a payload that is no in-toto statement", (line) => void (envelopeOf(line).payloadType = "text/plain")],
    [
      "a chain of certificates",
      (line) => {
        const { certificate } = line.verificationMaterial;
        if (certificate) line.verificationMaterial.x509CertificateChain = { certificates: [certificate] };
        delete line.verificationMaterial.certificate;
      },
    ],
    [
      "a bare signature in place of a statement",
      (line) => {
        line.messageSignature = {
          messageDigest: { algorithm: "SHA2_256", digest: Buffer.from(digest.slice(7), "hex").toString("base64") },
          signature: envelopeOf(line).signatures[0]?.sig,
        };
        delete line.dsseEnvelope;
      },
    ],
    ["a log entry without inclusion proof", (line) => void delete entryOf(line).inclusionProof],
  ])("is refused: %s", (_, change) => {
    // The payload type is signed, so a changed one breaks the signature first.
    expect(() => judge(change)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(?:bundle_invalid|signature_invalid)$/u) }),
    );
  });
});

describe("a bundle whose log entry is another", () => {
  it.each<[string, string, (line: Line) => void]>([
    [
      "a wrong hash on the way to the root",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => void (proofOf(line).hashes = proofOf(line).hashes.map(flip)),
    ],
    ["a hash too few", "TLOG_INCLUSION_PROOF_ERROR", (line) => void proofOf(line).hashes.pop()],
    ["another place in the log", "TLOG_INCLUSION_PROOF_ERROR", (line) => void (proofOf(line).logIndex = "0")],
    [
      "a checkpoint with a wrong signature",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => {
        const { checkpoint } = proofOf(line);
        checkpoint.envelope = checkpoint.envelope.replace(/[\w+/=]+\n$/u, (signature) => `${flip(signature.trim())}\n`);
      },
    ],
    [
      "an older checkpoint",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => void (proofOf(line).checkpoint = proofOf(other).checkpoint),
    ],
    [
      "a checkpoint without signature",
      "TLOG_INCLUSION_PROOF_ERROR",
      (line) => void (proofOf(line).checkpoint.envelope = proofOf(line).checkpoint.envelope.split("\n\n")[0] ?? ""),
    ],
    [
      "a wrong signed entry timestamp",
      "TLOG_INCLUSION_PROMISE_ERROR",
      (line) =>
        void (entryOf(line).inclusionPromise = {
          signedEntryTimestamp: flip(entryOf(line).inclusionPromise?.signedEntryTimestamp ?? ""),
        }),
    ],
    [
      "another time than the log promised",
      "TLOG_INCLUSION_PROMISE_ERROR",
      (line) => void (entryOf(line).integratedTime = String(Number(entryOf(line).integratedTime) + 1)),
    ],
    [
      "a body of another statement",
      "TLOG_INCLUSION_PROMISE_ERROR",
      (line) => void (entryOf(line).canonicalizedBody = entryOf(other).canonicalizedBody),
    ],
    [
      "another kind of entry",
      "TLOG_BODY_ERROR",
      (line) => void (entryOf(line).kindVersion = { kind: "hashedrekord", version: "0.0.1" }),
    ],
    [
      "a wrong signature",
      "TIMESTAMP_ERROR",
      (line) => void (envelopeOf(line).signatures = envelopeOf(line).signatures.map(({ sig }) => ({ sig: flip(sig) }))),
    ],
  ])("is refused: %s, %s", (_, reason, change) => {
    expect(() => judge(change)).toThrow(refusal("signature_invalid", reason));
  });

  it("goes by the checkpoint that the log signed, whatever root and size the entry itself names", () => {
    const lie = (line: Line) =>
      void Object.assign(proofOf(line), { rootHash: flip(proofOf(line).rootHash), treeSize: "9" });
    expect(judge(lie).statement.predicateType).toBe("https://slsa.dev/provenance/v1");
  });

  it("does not count for two when it is there twice", () => {
    const thresholds = { ...policy.thresholds, log: 2 };
    const twice = (line: Line) => void line.verificationMaterial.tlogEntries.push(entryOf(honest));
    expect(() => judge(twice, { thresholds })).toThrow(refusal("signature_invalid"));
  });
});

describe("a bundle whose time is another", () => {
  const stamps = (line: Line) =>
    line.verificationMaterial.timestampVerificationData as { rfc3161Timestamps: unknown[] };
  it.each<[string, string, (line: Line) => void]>([
    [
      "the timestamp of another signature",
      "TIMESTAMP_ERROR",
      (line) => void Object.assign(stamps(line), structuredClone(stamps(other))),
    ],
    [
      "a timestamp that is none",
      "unreadable",
      (line) => void (stamps(line).rfc3161Timestamps = [{ signedTimestamp: "AAAA" }]),
    ],
  ])("is refused: %s", (_, reason, change) => {
    expect(() => judge(change)).toThrow(refusal("signature_invalid", reason));
  });

  it("is refused with one of two times that the policy demands", () => {
    const thresholds = { ...policy.thresholds, timestamp: 2 };
    expect(judge(same, { thresholds }).key).toBeNull();
    for (const change of [
      (line: Line) => void delete line.verificationMaterial.timestampVerificationData,
      (line: Line) => void delete entryOf(line).inclusionPromise,
    ])
      expect(() => judge(change, { thresholds })).toThrow(refusal("signature_invalid", "TIMESTAMP_ERROR"));
  });

  it("is refused when the certificate had ended by the time of the timestamp", async () => {
    const late = await startTestSigning({ timestampNow: () => Date.now() + 3_600_000 });
    try {
      const line: unknown = JSON.parse(await late.sign([makeTestProvenance()]));
      expect(() => verifyBundle(line, late.policy, digest)).toThrow(refusal("signature_invalid", "CERTIFICATE_ERROR"));
    } finally {
      await late.close();
    }
  });
});

describe("a trusted root that trusted the service only once", () => {
  const over = { start: "2020-01-01T00:00:00Z", end: "2020-02-01T00:00:00Z" };
  const end = (name: keyof Root) => {
    const root = structuredClone(policy.trustedRoot) as Root;
    for (const service of root[name])
      Object.assign("publicKey" in service ? service.publicKey : service, { validFor: over });
    return root as unknown as Record<string, unknown>;
  };
  it.each<[keyof Root, string]>([
    ["tlogs", "TLOG_INCLUSION_PROMISE_ERROR"],
    ["ctlogs", "CERTIFICATE_ERROR"],
    ["certificateAuthorities", "CERTIFICATE_ERROR"],
    ["timestampAuthorities", "TIMESTAMP_ERROR"],
  ])("refuses what it signed later: %s, %s", (name, reason) => {
    expect(() => judge(same, { trustedRoot: end(name) })).toThrow(refusal("signature_invalid", reason));
  });
});
