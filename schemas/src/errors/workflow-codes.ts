/** Codes of workflow files, the local Actions runner and `plugsmith init`. */
export const workflowCodes = {
  workflow_invalid: "The workflow file is not valid.",
  workflow_permissions: "A called workflow asks for more permissions than its caller has.",
  reference_not_pinned: "A workflow or action is not pinned to a full commit SHA.",
  reference_missing: "A workflow or action does not exist at that commit.",
  job_unsupported: "This runner cannot run the job as it is written.",
  step_failed: "A step failed.",
  permission_missing: "The job's permissions do not allow this.",
  forge_unready: "The repository does not back what the forge promises, or it could not be seen.",
  init_conflict: "Files that init would write exist with other content.",
} as const;
