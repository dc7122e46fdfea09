import type { DemoEvidence } from "./evidence.ts";

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** What a person reads after the demo: what happened, where the proof is, what to try next. */
export function renderSummary(evidence: DemoEvidence, kept: boolean): string {
  const lines = [
    `\n${evidence.stages.length} stages in ${seconds(evidence.durationMs)} with the ${evidence.pack} pack.\n`,
  ];
  for (const version of evidence.versions) {
    lines.push(
      `  ${version.version}  issue #${version.issue} → PR #${version.pullRequest} at ${version.headSha.slice(0, 12)}`,
      `         ${version.digest}`,
      `         approved by ${version.approvals.map((one) => one.login).join(" and ")}; released at ${version.releaseUrl}`,
    );
  }
  const { swap, rollback, revocation, hotplug } = evidence;
  if (swap)
    lines.push(
      `  Hot swap ${swap.from} → ${swap.to}: ${swap.calls} calls, ${swap.lost} lost, ${swap.doubled} doubled.`,
    );
  if (rollback) lines.push(`  ${rollback.failed} failed on the bench; ${rollback.kept} was kept.`);
  if (revocation) lines.push(`  ${revocation.version} revoked by ${revocation.by.join(" and ")}.`);
  if (evidence.pack === "bench") {
    lines.push(
      `  USB: ${hotplug.source === "usb-bench" ? "real udev events on a make-believe bus (usb-bench)" : `simulated (${hotplug.because ?? "no bus"})`}.`,
    );
  }
  if (evidence.confinement === "process") {
    lines.push(
      "  No operating-system boundary on this machine: plugin code ran behind Node's permission model only. Install bubblewrap for the real thing.",
    );
  }
  const calls = Object.entries(evidence.restCalls).map(([kind, count]) => `${kind} ${count}`);
  lines.push(
    `  GitHub REST calls by token: ${calls.join(", ")}.`,
    "\nTry next:",
    "  npm run dev                            keep all of it running, open your own request",
    "  npm run demo -- --pack node            the same with a payment package",
    "  npm run demo -- --json                 the evidence as one JSON object",
    kept
      ? `  The work folder is kept: ${evidence.workFolder}`
      : "  npm run demo -- --keep                 leave releases, bundles and logs on disk",
  );
  return lines.join("\n");
}
