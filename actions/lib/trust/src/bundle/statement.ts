/** Type names of the in-toto attestation framework and of the two predicates that a package must carry. */
export const payloadType = "application/vnd.in-toto+json";
export const statementType = "https://in-toto.io/Statement/v1";
export const provenanceType = "https://slsa.dev/provenance/v1";
export const approvalType = "https://plugsmith.dev/attestation/plugin-approval/v1";
/** SLSA's own predicate, for tools that know no other of ours; a package may carry it. */
export const summaryType = "https://slsa.dev/verification_summary/v1";

/** What the approved pipeline run found; a package may carry it, and a policy may demand it. */
export const testResultType = "https://in-toto.io/attestation/test-result/v0.1";
/** The CycloneDX bill of materials; likewise. */
export const bomType = "https://cyclonedx.org/bom";

/** An in-toto statement v1 about exactly one package. */
export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: string;
  readonly predicate: Readonly<Record<string, unknown>>;
}
