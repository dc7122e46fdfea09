import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  digest,
  makeTestApproval,
  makeTestBom,
  makeTestProvenance,
  makeTestTestResult,
  startTestSigning,
  type TestSigning,
  zipName,
} from "./testing/sign-test-package.ts";
import { testForge } from "./testing/test-claims.ts";

interface Line {
  readonly verificationMaterial: { readonly certificate: { readonly rawBytes: string } };
  readonly dsseEnvelope: { readonly payload: string };
}

let signing: TestSigning;
let text: string;
let bundles: Line[];
beforeAll(async () => {
  signing = await startTestSigning();
  // The very first entry of a log has index 0, which JSON leaves out; no real log is that young.
  await signing.sign([makeTestProvenance()]);
  text = await signing.sign([makeTestProvenance(), makeTestApproval(), makeTestTestResult(), makeTestBom()]);
  bundles = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
});
afterAll(() => signing.close());

const base64 = expect.stringMatching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u);
const whole = expect.stringMatching(/^[1-9][0-9]*$/u);
const certificateOf = (bundle: Line) =>
  new X509Certificate(Buffer.from(bundle.verificationMaterial.certificate.rawBytes, "base64"));
/** The UTF-8 value of a Fulcio extension, as a DER string of less than 128 bytes or with one byte of length. */
const readExtension = (certificate: X509Certificate, number: number) => {
  const prefix = Buffer.from([0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xbf, 0x30, 0x01, number, 0x04]);
  const at = certificate.raw.indexOf(prefix);
  const inner = certificate.raw.subarray(at + prefix.length);
  const long = inner[0] === 0x81;
  const value = inner.subarray(long ? 2 : 1, (long ? 2 : 1) + (inner[long ? 1 : 0] ?? 0));
  return at < 0 ? null : value.subarray(value[1] === 0x81 ? 3 : 2).toString("utf8");
};

describe("a line of the bundle file, as every Sigstore client reads it", () => {
  it("is a bundle v0.3 with these fields and no other, numbers as text and bytes as padded base64", () => {
    for (const bundle of bundles)
      expect(bundle).toEqual({
        mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        verificationMaterial: {
          // One certificate: v0.3 knows no chain.
          certificate: { rawBytes: base64 },
          tlogEntries: [
            {
              logIndex: whole,
              logId: { keyId: base64 },
              kindVersion: { kind: "dsse", version: "0.0.1" },
              integratedTime: whole,
              inclusionPromise: { signedEntryTimestamp: base64 },
              inclusionProof: {
                logIndex: whole,
                rootHash: base64,
                treeSize: whole,
                hashes: expect.arrayContaining([base64]),
                checkpoint: { envelope: expect.stringMatching(/^.+\n\d+\n\S+\n\n— .+ \S+\n$/u) },
              },
              canonicalizedBody: base64,
            },
          ],
          timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: base64 }] },
        },
        dsseEnvelope: {
          payload: base64,
          payloadType: "application/vnd.in-toto+json",
          // One signature: sigstore-go and sigstore-js take no more.
          signatures: [{ sig: base64 }],
        },
      });
  });

  it("holds an in-toto statement v1 whose one subject is the zip, by name and SHA-256", () => {
    const statements = bundles.map((bundle) =>
      JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, "base64").toString("utf8")),
    );
    for (const statement of statements) {
      expect(Object.keys(statement).sort()).toEqual(["_type", "predicate", "predicateType", "subject"]);
      expect(statement._type).toBe("https://in-toto.io/Statement/v1");
      expect(statement.subject).toEqual([{ name: zipName, digest: { sha256: digest.slice("sha256:".length) } }]);
    }
    expect(statements.map(({ predicateType }) => predicateType)).toEqual([
      "https://slsa.dev/provenance/v1",
      "https://plugsmith.dev/attestation/plugin-approval/v1",
      "https://in-toto.io/attestation/test-result/v0.1",
      "https://cyclonedx.org/bom",
    ]);
  });

  it("stands on a line of its own that ends: gh reads .jsonl line by line, and leaves out an open end", () => {
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.split("\n")).toHaveLength(bundles.length + 1);
  });
});

describe("the certificate, as gh attestation verify reads it", () => {
  const san = `${testForge.signerWorkflow}@${testForge.signers[0]}`;
  // https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
  const extensions: [number, string, () => string][] = [
    [8, "the issuer, for --cert-oidc-issuer", () => signing.policy.issuer],
    [9, "buildSignerURI, for --signer-workflow", () => san],
    [10, "buildSignerDigest", () => testForge.signers[0]],
    [11, "runnerEnvironment, for --deny-self-hosted-runners", () => "github-hosted"],
    [12, "sourceRepositoryURI, for --repo", () => "https://github.com/acme/forge"],
    [14, "sourceRepositoryRef", () => "refs/heads/main"],
    [15, "sourceRepositoryIdentifier", () => "42"],
    [16, "sourceRepositoryOwnerURI, for --owner", () => "https://github.com/acme"],
    [20, "buildTrigger", () => "workflow_dispatch"],
    [21, "runInvocationURI", () => "https://github.com/acme/forge/actions/runs/1001/attempts/1"],
  ];
  it.each(extensions)("has extension %i: %s", (number, _, value) => {
    for (const bundle of bundles) expect(readExtension(certificateOf(bundle), number)).toBe(value());
  });

  it("names the workflow as its only subject, and one organisation as its issuer, the one of the root", () => {
    const root = signing.policy.trustedRoot as {
      certificateAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
    };
    const authority = root.certificateAuthorities[0]?.certChain.certificates[0]?.rawBytes ?? "";
    const organisation = /^O=(.+)$/mu.exec(new X509Certificate(Buffer.from(authority, "base64")).subject)?.[1];
    for (const bundle of bundles) {
      const certificate = certificateOf(bundle);
      expect(certificate.subjectAltName).toBe(`URI:${san}`);
      expect([...certificate.issuer.matchAll(/^O=(.+)$/gmu)].map(([, name]) => name)).toEqual([organisation]);
    }
  });
});
