import type { PluginApproval, TestResult } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makePolicy } from "../testing/make-facts.ts";
import { renderAttestations, type VerifiedFacts } from "./render-attestations.ts";
import { bomType, provenanceType, testResultType } from "./statement.ts";
import type { VerifiedStatement } from "./verify-bundle.ts";

const statement = (predicateType: string) => ({ statement: { predicateType } }) as unknown as VerifiedStatement;
const tests = {
  result: "WARNED",
  url: "https://github.com/acme/forge/actions/runs/7",
  passedTests: ["sandbox/life"],
  warnedTests: ["own-tests", "sandbox/boundary"],
  failedTests: [],
  plugsmith: {
    ownTests: { passed: 2, failed: 0, skipped: 1 },
    judgedBy: "self-reported",
    confinement: "process",
  },
} as unknown as TestResult;
const facts: VerifiedFacts = {
  policy: makePolicy(),
  provenance: {
    repository: "acme/forge",
    headSha: "a".repeat(40),
    builderId: "https://github.com/acme/plugsmith/.github/workflows/publish.yml@c",
    signerDigest: "c".repeat(40),
    invocation: "https://github.com/acme/forge/actions/runs/1/attempts/1",
  },
  approvals: { approvals: [], headSha: "a".repeat(40), pullRequest: 2 } as unknown as PluginApproval,
  levels: [],
  tests,
  bom: null,
};
const render = (type: string, given: Partial<VerifiedFacts> = {}) =>
  renderAttestations([statement(type)], { ...facts, ...given })[0];

describe("renderAttestations", () => {
  it("names every warning, who judged, and what held the plugin", () => {
    const words = render(testResultType)?.proved.join(" ");
    expect(words).toContain("WARNED: 1 checks passed, 2 with a warning (own-tests, sandbox/boundary), 0 failed");
    expect(words).toContain(
      "answered by the plugin itself, with boundary process only; no sandbox that could be proved",
    );
  });

  it("says of a key that only its holder vouches for the workflow", () => {
    expect(render(provenanceType)?.notProved.join(" ")).toContain("the commit is harmless");
    const policy = { ...makePolicy(), mode: "key" } as unknown as VerifiedFacts["policy"];
    expect(render(provenanceType, { policy })?.notProved.join(" ")).toContain("the key's holder says so");
  });

  it("counts plugins and packages of a bill apart, and calls the packages the build's word", () => {
    const plugin = { type: "application", name: "acme-core", version: "^1.0.0", "bom-ref": "plugin:acme-core" };
    const library = { type: "library", name: "left-pad", version: "1.3.0", "bom-ref": "pkg:npm/left-pad@1.3.0" };
    const billOf = (components: readonly unknown[]) =>
      ({ metadata: { component: { components: [{}, {}] } }, components }) as unknown as VerifiedFacts["bom"];
    expect(render(bomType, { bom: billOf([plugin, library, library]) })?.proved).toEqual([
      "It names exactly the 2 files of the package with their digests, and the 1 plugins that it depends on.",
      "By the word of the build, packages of others in those files: 2.",
    ]);
    const plain = render(bomType, { bom: billOf([plugin]) });
    expect(plain?.proved).toHaveLength(1);
    expect(plain?.notProved.join(" ")).toContain("bundled into those files");
  });

  it("claims nothing of a statement that it did not judge, and shows no control characters of its type", () => {
    for (const type of [bomType, "https://example.com/\u001b[31mred"]) {
      const report = render(type);
      expect(report?.predicateType).toBe(type);
      expect(report?.title).toMatch(/^[\x21-\x7e]+$/u);
      expect(report?.notProved.join(" ")).toContain("judged only its signature");
    }
  });
});
