import { ForgeError } from "@plugsmith/schemas";
import { buildOidcClaims } from "./build-oidc-claims.ts";
import { allows } from "./permissions.ts";
import type { JobRequest } from "./run-job.ts";

/** The job's address and secret for identity tokens, or undefined when its permissions have no `id-token: write`. */
export async function openIdentityDoor({ run, job, source, permissions }: JobRequest, environment: string | undefined) {
  if (!allows(permissions, "id-token", "write")) return undefined;
  if (!run.oidc) {
    throw new ForgeError("job_unsupported", {
      message: `Job ${job.id} asks for an identity token, but this runner was started without an issuer.`,
    });
  }
  const claims = buildOidcClaims({
    run: run.requested,
    repository: run.repository,
    caller: run.caller,
    workflowName: run.workflowName,
    job: source,
    environment,
  });
  const door = await run.oidc.open(claims, `https://github.com/${run.requested.repository.split("/")[0] ?? ""}`);
  run.masks.add(door.secret);
  return door;
}
