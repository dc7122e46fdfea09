import { describe, expect, it } from "vitest";
import type { DemoEvidence } from "./evidence.ts";
import { renderNextSteps, renderSummary } from "./render-summary.ts";

const makeEvidence = (pack: string, versions: readonly string[]): DemoEvidence => ({
  schemaVersion: 1,
  status: "success",
  code: "ok",
  message: "The loop is closed.",
  pack,
  plugsmithSha: "a".repeat(40),
  workFolder: `/tmp/${pack}`,
  durationMs: 12_340,
  stages: [{ title: "one", durationMs: 1, detail: "" }],
  uncounted: [],
  versions: versions.map((version, index) => ({
    version,
    issue: 1,
    pullRequest: index + 2,
    headSha: "b".repeat(40),
    digest: `sha256:${"c".repeat(64)}`,
    approvals: [
      { id: 1, login: "ada" },
      { id: 2, login: "lin" },
    ],
    releaseUrl: "http://127.0.0.1:1/releases",
    bundlePath: "",
    registryEntry: {},
  })),
  hotplug: { source: "simulated", because: "needs Linux" },
  confinement: "process",
  agentEvents: [],
  restCalls: { person: 3, none: 1 },
});

describe("renderSummary", () => {
  it("names what was made, by whom, and what stood in on this machine", () => {
    const text = renderSummary(makeEvidence("bench", ["1.0.0"]));
    expect(text).toContain("issue #1 → PR #2 at bbbbbbbbbbbb");
    expect(text).toContain("approved by ada and lin");
    expect(text).toContain("USB: simulated (needs Linux)");
    expect(text).toContain("No operating-system boundary");
    expect(text).toContain("person 3, anonymous 1");
  });
});

describe("renderNextSteps", () => {
  it("offers nothing that was just done, and says where kept folders are", () => {
    const node = makeEvidence("node", ["1.0.0"]);
    expect(renderNextSteps(node, false)).not.toContain("--pack node");
    expect(renderNextSteps(node, false)).toContain("--pack woocommerce");
    const kept = renderNextSteps(node, true);
    expect(kept).not.toContain("--keep");
    expect(kept).toContain("The work folder is kept: /tmp/node");
  });
});
