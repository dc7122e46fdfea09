/** Namespace of approvals' SSH signatures: one made for git or for anything else never counts. */
export const approvalNamespace = "plugsmith-approval";

/** What an approver signs: plugin, version, digest of the package and the exact commit. */
export const renderApprovalMessage = (given: {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly headSha: string;
}) => `${given.name}@${given.version} ${given.digest} ${given.headSha}`;
