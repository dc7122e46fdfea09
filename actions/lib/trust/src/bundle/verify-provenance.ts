import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { isKeyPolicy } from "./key-policy.ts";
import { isRecord } from "./parse-statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

/** What the signer says about the build; every field was compared with the certificate or the policy. */
export interface ProvenanceFacts {
  readonly repository: string;
  /** Commit H that was built. */
  readonly headSha: string;
  readonly builderId: string;
  /** Commit of the signing workflow, or hint of the key that signed. */
  readonly signerDigest: string;
  /** Address of the workflow run. */
  readonly invocation: string;
}

const refuse = (message: string): never => {
  throw new ForgeError("attestation_missing", {
    message: `The provenance attestation is not usable: ${message}.`,
    hint: "Publish the version again with the forge's publish workflow.",
  });
};

function readPath(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((level, key) => (isRecord(level) ? level[key] : undefined), value);
}

/** Builder and run are those of the certificate; a key vouches for both itself, for the policy's workflow and repository only. */
function readBuild({ statement, identity }: VerifiedStatement, policy: TrustPolicy) {
  const builderId = readPath(statement.predicate, "runDetails", "builder", "id");
  const invocation = readPath(statement.predicate, "runDetails", "metadata", "invocationId");
  if (typeof builderId !== "string") return refuse("it names no builder");
  if (typeof invocation !== "string") return refuse("it names no run");
  if (isKeyPolicy(policy)) {
    if (!builderId.startsWith(`${policy.signerWorkflow}@`)) refuse("its builder is not the policy's workflow");
    const runs = `${new URL(policy.signerWorkflow).origin}/${policy.repository}/`;
    if (!invocation.startsWith(runs)) refuse("its run is in another repository");
  } else {
    if (builderId !== identity.subject) refuse("its builder is not the signer");
    if (invocation !== identity.runInvocation) refuse("its run is not the run that signed");
  }
  return { builderId, invocation };
}

/** Checks a SLSA provenance v1 predicate against its signer and the policy. */
export function verifyProvenance(verified: VerifiedStatement, policy: TrustPolicy): ProvenanceFacts {
  const { predicate } = verified.statement;
  const build = readBuild(verified, policy);
  const dependencies = readPath(predicate, "buildDefinition", "resolvedDependencies");
  const commits = (Array.isArray(dependencies) ? dependencies : []).flatMap((dependency) => {
    const commit = readPath(dependency, "digest", "gitCommit");
    const uri = readPath(dependency, "uri");
    return typeof commit === "string" && typeof uri === "string" ? [{ commit, uri }] : [];
  });
  const [source] = commits;
  if (commits.length !== 1 || source === undefined || !/^[0-9a-f]{40}$/u.test(source.commit))
    return refuse("it does not name exactly one source commit");
  const repositoryUri = `git+${new URL(policy.signerWorkflow).origin}/${policy.repository}`;
  if (source.uri !== repositoryUri && !source.uri.startsWith(`${repositoryUri}@`))
    refuse("its source is another repository");
  return {
    repository: policy.repository,
    headSha: source.commit,
    ...build,
    signerDigest: (verified.key ?? verified.identity.buildSignerDigest) as string,
  };
}
