import type { TrustPolicy } from "@plugsmith/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeTestApproval,
  makeTestBom,
  makeTestProvenance,
  makeTestTestResult,
  startTestSigning,
  type TestSigning,
} from "./testing/sign-test-package.ts";

let signing: TestSigning;
let demanding: TrustPolicy;
let bare: string;
let tests: string;
let bom: string;
beforeAll(async () => {
  signing = await startTestSigning();
  demanding = { ...signing.policy, attestations: { testResult: "PASSED", sbom: true } };
  bare = await signing.sign([makeTestProvenance(), makeTestApproval()]);
  tests = await signing.sign([makeTestTestResult()]);
  bom = await signing.sign([makeTestBom()]);
});
afterAll(() => signing.close());

/** The line with another word in its payload: its signature does not hold any more. */
function tamper(line: string): string {
  const bundle = JSON.parse(line) as { dsseEnvelope: { payload: string } };
  const text = Buffer.from(bundle.dsseEnvelope.payload, "base64").toString("utf8");
  bundle.dsseEnvelope.payload = Buffer.from(text.replace("bench-hello", "bench-jello")).toString("base64");
  return `${JSON.stringify(bundle)}\n`;
}
/** Signed in a job that the policy does not name. */
const byStranger = () =>
  signing.sign([makeTestTestResult()], {
    job_workflow_ref: "evil/forge/.github/workflows/publish.yml@refs/heads/main",
  });

describe("attestations that no policy needs unless it says so", () => {
  it("are told in words, each with what it does not show", async () => {
    const found = await signing.verify(bare + tests + bom);
    expect(found.attestations.map(({ title }) => title)).toEqual([
      "SLSA provenance v1",
      "Approvals (plugin-approval v1)",
      "Test result v0.1",
      "CycloneDX bill of materials",
    ]);
    for (const { proved, notProved } of found.attestations)
      expect([proved.length > 0, notProved.length > 0]).toEqual([true, true]);
    expect(found.proved.join(" ")).toContain("the pipeline's tests of them gave PASSED");
    const without = await signing.verify(bare);
    expect(without.notProved.join(" ")).toContain("no test result is attested");
    expect(without).toMatchObject({ tests: null, bom: null });
  });

  it.each<[string, () => string, string]>([
    ["no test result", () => bare + bom, "https://in-toto.io/attestation/test-result/v0.1"],
    ["no bill of materials", () => bare + tests, "https://cyclonedx.org/bom"],
  ])("are demanded by a policy: %s", async (_, bundles, predicateType) => {
    const refusal = { code: "attestation_missing", facts: { predicateType } };
    for (const statements of ["all", "demanded"] as const)
      await expect(signing.verify(bundles(), { policy: demanding, statements })).rejects.toMatchObject(refusal);
  });

  it("cost a bench nothing: it looks at none that its policy does not demand", async () => {
    const loaded = await signing.verify(bare + tamper(tests) + tamper(bom), { statements: "demanded" });
    expect(loaded).toMatchObject({ tests: null, bom: null });
    expect(loaded.attestations).toHaveLength(2);
    const full = await signing.verify(bare + tests + bom, { policy: demanding, statements: "demanded" });
    expect(full.tests?.result).toBe("PASSED");
  });

  it.each<[string, string, () => Promise<string>]>([
    ["changed after it was signed", "signature_invalid", async () => tamper(tests)],
    ["signed by somebody else", "identity_mismatch", byStranger],
  ])("are refused when %s, by whoever looks at them: %s", async (_, code, make) => {
    const bundles = bare + bom + (await make());
    await expect(signing.verify(bundles)).rejects.toMatchObject({ code });
    await expect(signing.verify(bundles, { policy: demanding, statements: "demanded" })).rejects.toMatchObject({
      code,
    });
  });
});
