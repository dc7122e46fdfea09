export { makeKeylessSigner, type SigningSetup } from "./keyless-signer.ts";
export { type ApprovalInput, makeApproval } from "./make-approval.ts";
export { makeProvenance, makeStatement, type ProvenanceInput } from "./make-provenance.ts";
export { makeSignerConfig } from "./make-signer-config.ts";
export { signStatement } from "./sign-statement.ts";
export { githubSigstore, type KeylessConfig, publicGoodSigstore } from "./signer-config.ts";
export type { TokenProvider } from "./token-provider.ts";
