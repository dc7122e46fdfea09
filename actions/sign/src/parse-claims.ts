import { ForgeError } from "@plugsmith/schemas";

/** Claims of the job's OIDC token that go into the attestations. */
export interface JobClaims {
  readonly issuer: string;
  readonly jobWorkflowRef: string;
  readonly jobWorkflowSha: string;
  readonly workflowRef: string;
  readonly workflowSha: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly eventName: string;
  readonly runnerEnvironment: "github-hosted" | "self-hosted";
}

const refuse = (what: string): never => {
  throw new ForgeError("signing_failed", {
    message: `The job's OIDC token ${what}.`,
    hint: "Sign in a job of the forge's publish workflow, started by workflow_dispatch.",
  });
};

/**
 * Reads the claims of the job's own token. Not verified here: Fulcio verifies the token, and the finished bundle is compared
 * with the certificate that Fulcio made of it.
 * @throws ForgeError `signing_failed`.
 */
export function parseClaims(token: string): JobClaims {
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    // The cause would quote the token.
    refuse("cannot be read");
  }
  const read = (name: string): string => {
    const value = (claims as Record<string, unknown> | null)?.[name];
    return typeof value === "string" && value !== "" ? value : refuse(`lacks the claim ${name}`);
  };
  const runnerEnvironment = read("runner_environment");
  if (runnerEnvironment !== "github-hosted" && runnerEnvironment !== "self-hosted")
    return refuse("names an unknown kind of runner");
  return {
    issuer: read("iss"),
    jobWorkflowRef: read("job_workflow_ref"),
    jobWorkflowSha: read("job_workflow_sha"),
    workflowRef: read("workflow_ref"),
    workflowSha: read("workflow_sha"),
    runId: read("run_id"),
    runAttempt: read("run_attempt"),
    eventName: read("event_name"),
    runnerEnvironment,
  };
}
