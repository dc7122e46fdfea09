import { approvalType, bomType, summaryType, testResultType } from "@plugsmith/trust";
import type { AttestationPage } from "./render-attestations.ts";

/** What the reference says of each predicate besides its fields. */
export const attestationPages: readonly AttestationPage[] = [
  {
    title: "Plugin approval",
    type: approvalType,
    schema: "plugin-approval",
    words: [
      "Made by the sign job for every package, from reviews that it reads from GitHub itself after the merge. A verifier counts them again: distinct people, in the approver role of its own `reviewers.json` when they approved, none excluded, no fewer than its policy and the forge demand, each with its SSH signature where the policy asks for one.",
      "It proves which reviews of which accounts the forge counted for this commit, tree and digest. Without SSH signatures that is the signer's word for what GitHub said; it does not prove that accounts are different people, or how closely they looked.",
    ],
  },
  {
    title: "Test result",
    type: testResultType,
    schema: "test-result",
    words: [
      "in-toto's generic predicate; `plugsmith` is our extension. Made by the sign job for a package whose approved pipeline run left its results: the newest successful run of `forge-pipeline.yml` that was dispatched on the default branch for this commit. The job downloads the run's artifact `forge-results` itself and takes it only when commit, plugin, version and the digest of the package that the run made are those that it signs. Where the results are gone or of no use the package goes without, and the sign job says why.",
      "It proves what the pipeline's own steps reported of these very bytes before anybody approved them: a verifier refuses a run that ended after a counted approval. The steps judge from outside the boundary that holds the plugin's code; no file that this code can write is read. It does not prove that the machine of that run was honest (the package is built again elsewhere, the tests are not played again), and not what the plugin's own tests are worth: `own-tests` is what its author's test program counted.",
      "`passedTests`, `warnedTests` and `failedTests` name `own-tests`, `contract/<suite>.<check>` ([contract tests](../contract-tests.md)), `sandbox/life`, `sandbox/boundary` (attempts to leave the boundary failed) and `sandbox/platform` (the shop itself was started). A check is warned of, not passed, where the plugin or a driver of its own judged it, where tests were skipped, and where there was no boundary to attack.",
    ],
  },
  {
    title: "Bill of materials",
    type: bomType,
    schema: "plugin-bom",
    words: [
      "CycloneDX 1.6, the part that a package needs; the same JSON as `<zip>.cdx.json`. Signer and verifiers compare it with the package: exactly the files of its index with their digests, exactly the plugins that the manifest depends on. A package of others that the build bundled into the entry or put below `vendor/` is a `library`: named once, by its package URL, required by the plugin, and nothing else is said of it (a Plugsmith that does not know libraries yet refuses such a bill). A bill of more than 1 MiB is not signed and stays a file beside the zip.",
      "It proves what the zip holds, which the zip shows too; it is there for tools that read bills. Which packages of others are in it is the build's word, from the lockfile: of a bundled entry they are those that were installed for it, whatever of their code the bundler left out. It does not name what was copied into a file by hand, and the licence is the author's word.",
    ],
  },
  {
    title: "Verification summary",
    type: summaryType,
    schema: "verification-summary",
    words: [
      "SLSA's predicate, made only where it is true: at least two approvals were demanded, and two different people count. A verifier refuses a summary that claims more than the approvals beside it bear out.",
    ],
  },
];
