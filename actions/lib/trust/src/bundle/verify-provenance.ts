import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { isRecord } from "./parse-statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

/** What the signing workflow says about the build; every field was compared with the certificate or the policy. */
export interface ProvenanceFacts {
  readonly repository: string;
  /** Commit H that was built. */
  readonly headSha: string;
  readonly builderId: string;
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

/** Checks a SLSA provenance v1 predicate against its certificate and the policy. */
export function verifyProvenance({ statement, identity }: VerifiedStatement, policy: TrustPolicy): ProvenanceFacts {
  const { predicate } = statement;
  const builderId = readPath(predicate, "runDetails", "builder", "id");
  if (typeof builderId !== "string" || builderId !== identity.subject) refuse("its builder is not the signer");
  const invocation = readPath(predicate, "runDetails", "metadata", "invocationId");
  if (typeof invocation !== "string" || invocation !== identity.runInvocation)
    refuse("its run is not the run that signed");
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
    builderId: builderId as string,
    signerDigest: identity.buildSignerDigest as string,
    invocation: invocation as string,
  };
}
