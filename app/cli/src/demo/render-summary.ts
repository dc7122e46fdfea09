import type { DemoEvidence } from "./evidence.ts";

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** What a person reads after a pack's demo: what happened, and where the proof is. */
export function renderSummary(evidence: DemoEvidence): string {
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
  const calls = Object.entries(evidence.restCalls).map(
    ([kind, count]) => `${kind === "none" ? "anonymous" : kind} ${count}`,
  );
  lines.push(`  GitHub REST calls by token: ${calls.join(", ")}.`);
  return lines.join("\n");
}

const commands: readonly (readonly [string, string])[] = [
  ["npm run dev", "keep all of it running, open your own request"],
  ["npm run demo -- --pack node", "a payment package for Node"],
  ["npm run demo -- --pack woocommerce", "a gateway for WooCommerce, checked by a real PHP"],
  ["npm run demo -- --pack shopify", "a Shopify payments app; php, prestashop and python are there too"],
  ["npm run demo -- --pack all", "every pack from a request to a package, with a table"],
  ["npm run demo -- --json", "the evidence as one JSON object"],
  ["npm run demo -- --keep", "leave releases, bundles and logs on disk"],
];

/** What to try after a demo; nothing that was just done. */
export function renderNextSteps({ pack, workFolder }: DemoEvidence, kept: boolean): string {
  const done = [pack, ...(kept ? ["--keep"] : [])];
  const open = commands.filter(([command]) => !done.some((end) => command.endsWith(end)));
  const folder = kept ? [`  The work folder is kept: ${workFolder}`] : [];
  return ["\nTry next:", ...open.map(([command, what]) => `  ${command.padEnd(36)}${what}`), ...folder].join("\n");
}
