import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing/make-facts.ts";
import { pickDemanded } from "./pick-demanded.ts";
import { approvalType, bomType, provenanceType, testResultType } from "./statement.ts";

const payload = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
const line = (predicateType: unknown) => ({ dsseEnvelope: { payload: payload({ predicateType }) } });
const [provenance, approval, tests, bom] = [provenanceType, approvalType, testResultType, bomType].map(line);
const all = [provenance, approval, tests, bom];

describe("pickDemanded", () => {
  it.each([
    [undefined, [provenance, approval]],
    [{}, [provenance, approval]],
    [{ testResult: "WARNED" }, [provenance, approval, tests]],
    [{ sbom: true }, [provenance, approval, bom]],
    [{ testResult: "PASSED", sbom: true }, all],
  ] as const)("leaves out what a policy with attestations %j has no use for", (attestations, picked) => {
    const policy = makePolicy(attestations === undefined ? {} : { attestations });
    expect(pickDemanded(all, policy)).toEqual(picked);
  });

  it("keeps whatever it does not know or cannot read, for the verifier to refuse", () => {
    const odd = [
      null,
      "text",
      [],
      {},
      { dsseEnvelope: null },
      { dsseEnvelope: { payload: 7 } },
      { dsseEnvelope: { payload: "AAAA" } },
      { dsseEnvelope: { payload: payload([testResultType]) } },
      line([testResultType]),
      line("https://example.com/more/v1"),
    ];
    expect(pickDemanded(odd, makePolicy())).toEqual(odd);
  });
});
