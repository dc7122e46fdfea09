import { execFileSync, spawnSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeTestApproval,
  makeTestProvenance,
  startTestSigning,
  type TestSigning,
  zip,
  zipName,
} from "./testing/sign-test-package.ts";
import { testForge } from "./testing/test-claims.ts";

const works = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: "ignore" }).status === 0;
const openssl = works("openssl", "version");
// gh has the command since 2.49; Debian's is older. Neither gh nor cosign comes by npm or Debian, so these two run where they are.
const gh = works("gh", "attestation", "verify", "--help");
const cosign = works("cosign", "verify-blob-attestation", "--help");

let signing: TestSigning;
let folder: string;
let lines: string[];
const write = (name: string, content: string | Uint8Array) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
beforeAll(async () => {
  signing = await startTestSigning();
  folder = mkdtempSync(join(tmpdir(), "plugsmith-tools-"));
  await signing.sign([makeTestProvenance()]);
  const text = await signing.sign([makeTestProvenance(), makeTestApproval()]);
  lines = text.trim().split("\n");
  write(zipName, zip);
  write("other.zip", "other bytes");
  write(`${zipName}.sigstore.jsonl`, text);
  write("provenance.sigstore.json", lines[0] ?? "");
  write("trusted_root.json", JSON.stringify(signing.policy.trustedRoot));
  write("trusted_root.jsonl", `${JSON.stringify(signing.policy.trustedRoot)}\n`);
});
afterAll(async () => {
  await signing.close();
  rmSync(folder, { recursive: true, force: true });
});
const san = `${testForge.signerWorkflow}@${testForge.signers[0]}`;
const accepts = (program: string, args: readonly string[]) =>
  spawnSync(program, args, { cwd: folder, stdio: "ignore", env: { ...process.env, GH_TOKEN: "unused" } }).status === 0;

describe.skipIf(!openssl)("openssl", () => {
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  const parts = () => {
    const bundle = JSON.parse(lines[0] ?? "");
    const { payload, payloadType, signatures } = bundle.dsseEnvelope;
    const body = Buffer.from(payload, "base64");
    const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `;
    const certificate = new X509Certificate(Buffer.from(bundle.verificationMaterial.certificate.rawBytes, "base64"));
    const signature = Buffer.from(signatures[0].sig, "base64");
    const [stamp] = bundle.verificationMaterial.timestampVerificationData.rfc3161Timestamps;
    return { pae: Buffer.concat([Buffer.from(head), body]), certificate, signature, stamp: stamp.signedTimestamp };
  };

  it("finds the signature over the statement good with the certificate's key", () => {
    const { pae, certificate, signature } = parts();
    write("leaf.pub", certificate.publicKey.export({ type: "spki", format: "pem" }));
    const args = ["dgst", "-sha256", "-verify", "leaf.pub", "-signature", write("sig", signature)];
    expect(run(...args, write("pae", pae))).toContain("Verified OK");
    expect(() => run(...args, write("pae", Buffer.concat([pae, Buffer.from(" ")])))).toThrow("Command failed");
  });

  it("finds the timestamp good, over this signature and no other", () => {
    const { signature, stamp } = parts();
    const root = signing.policy.trustedRoot as {
      timestampAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
    };
    const [authority, anchor] = (root.timestampAuthorities[0]?.certChain.certificates ?? []).map(({ rawBytes }) =>
      new X509Certificate(Buffer.from(rawBytes, "base64")).toString(),
    );
    write("tsa.pem", authority ?? "");
    write("anchor.pem", anchor ?? "");
    write("stamp.tsr", Buffer.from(stamp, "base64"));
    const verify = (data: Buffer) => {
      const digest = createHash("sha256").update(data).digest("hex");
      return run(
        "ts",
        "-verify",
        "-digest",
        digest,
        "-in",
        "stamp.tsr",
        "-CAfile",
        "anchor.pem",
        "-untrusted",
        "tsa.pem",
      );
    };
    expect(verify(signature)).toContain("Verification: OK");
    expect(() => verify(Buffer.from("another signature"))).toThrow("message imprint mismatch");
  });
});

describe.skipIf(!gh)("gh attestation verify (docs/signing.md)", () => {
  const args = (file: string, workflow: string = testForge.signerWorkflow) => [
    ...["attestation", "verify", file, "--repo", "acme/forge", "--bundle", `${zipName}.sigstore.jsonl`],
    ...["--custom-trusted-root", "trusted_root.jsonl", "--signer-workflow", workflow.replace("https://", "")],
    ...["--cert-oidc-issuer", signing.policy.issuer, "--predicate-type", "https://slsa.dev/provenance/v1"],
    "--deny-self-hosted-runners",
  ];
  it("accepts the package, and refuses other bytes and another workflow", () => {
    expect(accepts("gh", args(zipName))).toBe(true);
    expect(accepts("gh", args("other.zip"))).toBe(false);
    expect(accepts("gh", args(zipName, "https://github.com/acme/plugsmith/.github/workflows/other.yml"))).toBe(false);
  });
});

describe.skipIf(!cosign)("cosign verify-blob-attestation (docs/signing.md)", () => {
  const args = (file: string, identity: string) => [
    ...["verify-blob-attestation", "--bundle", "provenance.sigstore.json", "--trusted-root", "trusted_root.json"],
    ...["--certificate-identity", identity, "--certificate-oidc-issuer", signing.policy.issuer],
    ...["--type", "https://slsa.dev/provenance/v1", file],
  ];
  it("accepts the package, and refuses other bytes and another identity", () => {
    expect(accepts("cosign", args(zipName, san))).toBe(true);
    expect(accepts("cosign", args("other.zip", san))).toBe(false);
    expect(accepts("cosign", args(zipName, `${san}0`))).toBe(false);
  });
});
